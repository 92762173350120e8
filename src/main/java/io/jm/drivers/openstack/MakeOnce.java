package io.jm.drivers.openstack;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.Poll;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a thing at the cloud, once. If the answer is lost, the thing is looked for; if it does not appear, the request is
 * repeated, and stays on record since it may still be carried out.
 */
final class MakeOnce {
    /** How long a thing is looked for that the cloud may still make. */
    static final Duration LOOK_TIMEOUT = Duration.ofSeconds(15);

    private static final int ATTEMPTS = 3;

    private final Unanswered unanswered;
    private final Ticker ticker;
    private final Runnable save;

    MakeOnce(Unanswered unanswered, Ticker ticker, Runnable save) {
        this.unanswered = unanswered;
        this.ticker = ticker;
        this.save = save;
    }

    /** Returns a poll that looks at once, and then less and less often. */
    static Poll looks(Ticker ticker) {
        return new Poll(
                ticker,
                LOOK_TIMEOUT,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5));
    }

    /**
     * Returns the thing, which an earlier run may have made. The caller records it, and saves.
     *
     * @param request makes it; null if the answer does not have what is needed
     * @param look finds it if it was made; null if there is none
     */
    <T> T run(Thing thing, Supplier<@Nullable T> request, Supplier<@Nullable T> look) {
        T made = find(thing, look);
        for (int attempt = 1; made == null; attempt++) {
            JmException failure = new JmException("The cloud's answer has no id of the new " + thing);
            try {
                made = send(thing, request);
            } catch (AnswerLostException e) {
                failure = e;
            }
            made = made == null ? find(thing, look) : made;
            if (made == null && attempt == ATTEMPTS) {
                throw failure;
            }
        }
        return made;
    }

    /** Returns what a request without an answer made; null if there is no such request, or nothing appears in time. */
    <T> @Nullable T find(Thing thing, Supplier<@Nullable T> look) {
        if (!unanswered.any(thing)) {
            return null;
        }
        T found = unanswered.mayCome(thing) ? looks(ticker).within(look) : look.get();
        if (found != null) {
            unanswered.settled(thing);
        }
        return found;
    }

    /**
     * Sends a request that is on record until its answer comes. Its answer without what is needed counts as none, since a
     * gateway may have sent it.
     */
    <T> @Nullable T send(Thing thing, Supplier<@Nullable T> request) {
        unanswered.sent(thing);
        try {
            T made = request.get();
            if (made != null) {
                unanswered.settled(thing);
            }
            return made;
        } catch (AnswerLostException | CancelledException e) {
            throw e;
        } catch (JmException e) {
            // the cloud refused it, or it was not sent
            unanswered.settled(thing);
            save.run();
            throw e;
        }
    }
}
