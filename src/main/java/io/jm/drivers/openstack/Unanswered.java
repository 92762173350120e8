package io.jm.drivers.openstack;

import io.jm.base.Ticker;
import io.jm.cloud.RandomName;
import io.jm.cloud.SentTime;
import java.time.Duration;
import java.util.List;

/**
 * The requests that make something and have no answer. Each is on record from before it is sent until the answer comes, or
 * what it made is found, or it is too old to be carried out. What they make carries the machine's mark.
 */
final class Unanswered {
    /** More than the services, their proxies and the network keep a request. */
    private static final Duration CARRIED_OUT_WITHIN = Duration.ofMinutes(15);

    private static final int MARK_BYTES = 8;

    private final OpenStackConfig config;
    private final Ticker ticker;
    private final Runnable save;

    Unanswered(OpenStackConfig config, Ticker ticker, Runnable save) {
        this.config = config;
        this.ticker = ticker;
        this.save = save;
    }

    /** Records a request before it is sent. */
    void sent(Thing thing) {
        if (!config.has(OpenStackConfig.MARK)) {
            config.put(OpenStackConfig.MARK, RandomName.hex(MARK_BYTES));
        }
        List<String> all = config.texts(OpenStackConfig.PENDING);
        all.add(thing + " " + ticker.now());
        config.put(OpenStackConfig.PENDING, all);
        save.run();
    }

    /** Forgets one request for such a thing, which is certain now; the caller saves. */
    void settled(Thing thing) {
        List<String> all = config.texts(OpenStackConfig.PENDING);
        for (String entry : all) {
            if (isFor(entry, thing)) {
                all.remove(entry);
                break;
            }
        }
        config.put(OpenStackConfig.PENDING, all);
    }

    /** Forgets all requests for such a thing; the caller saves. */
    void settledAll(Thing thing) {
        List<String> all = config.texts(OpenStackConfig.PENDING);
        all.removeIf(entry -> isFor(entry, thing));
        config.put(OpenStackConfig.PENDING, all);
    }

    /** Forgets those for such a thing that are too old, after a look that found nothing; the caller saves. */
    void expire(Thing thing) {
        List<String> all = config.texts(OpenStackConfig.PENDING);
        all.removeIf(entry -> isFor(entry, thing) && !isYoung(entry));
        config.put(OpenStackConfig.PENDING, all);
    }

    boolean any() {
        return !config.texts(OpenStackConfig.PENDING).isEmpty();
    }

    /** Whether there is a request for such a thing, of whatever age. */
    boolean any(Thing thing) {
        return config.texts(OpenStackConfig.PENDING).stream().anyMatch(entry -> isFor(entry, thing));
    }

    /** Whether such a thing may still be made. */
    boolean mayCome(Thing thing) {
        return config.texts(OpenStackConfig.PENDING).stream().anyMatch(entry -> isFor(entry, thing) && isYoung(entry));
    }

    private static boolean isFor(String entry, Thing thing) {
        return entry.startsWith(thing + " ");
    }

    private boolean isYoung(String entry) {
        String sent = entry.substring(entry.lastIndexOf(' ') + 1);
        return !SentTime.left(sent, CARRIED_OUT_WITHIN, ticker.now()).isZero();
    }
}
