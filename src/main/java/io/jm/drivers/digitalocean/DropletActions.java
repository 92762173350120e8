package io.jm.drivers.digitalocean;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.Poll;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Starts actions on a droplet and waits for their end. */
final class DropletActions {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(3);
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final DigitalOceanApi api;
    private final Ticker ticker;
    private final long droplet;

    DropletActions(DigitalOceanApi api, Ticker ticker, long droplet) {
        this.api = api;
        this.ticker = ticker;
        this.droplet = droplet;
    }

    /**
     * Runs an action after which the droplet has another state, for which the caller waits; so one that takes long is no
     * error.
     */
    void run(String type) {
        end(type, LIMIT);
    }

    /** Restarts the droplet; its state is the same before and after, so that only the action tells when it is done. */
    void restart() {
        if (end("reboot", RESTART_LIMIT) == null) {
            throw new JmException(
                    "droplet action reboot is not completed after " + RESTART_LIMIT.toSeconds() + " seconds");
        }
    }

    private @Nullable Action end(String type, Duration limit) {
        Action begun = new LockedDroplet(api, ticker, droplet).run(() -> begin(type));
        Poll poll = new Poll(
                ticker,
                limit,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
        return poll.within(() -> {
            Action now = api.action(droplet, begun.id());
            if (now.isErrored()) {
                throw new JmException("droplet action " + type + " failed");
            }
            return now.isCompleted() ? now : null;
        });
    }

    private Action begin(String type) {
        Instant sent = api.time().minus(SLACK);
        try {
            return api.act(droplet, type);
        } catch (AnswerLostException e) {
            for (Action action : api.actions(droplet)) {
                if (action.type().equals(type) && !action.started().isBefore(sent)) {
                    return action;
                }
            }
            throw e;
        }
    }
}
