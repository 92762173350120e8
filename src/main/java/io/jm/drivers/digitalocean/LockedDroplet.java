package io.jm.drivers.digitalocean;

import io.jm.base.Ticker;
import io.jm.cloud.ApiException;
import io.jm.cloud.Poll;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A droplet on which an action may be running, such as a backup; until its end the provider refuses others. */
final class LockedDroplet {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int REFUSED = 422;

    private final DigitalOceanApi api;
    private final long id;
    private final Poll poll;

    LockedDroplet(DigitalOceanApi api, Ticker ticker, long id) {
        this.api = api;
        this.id = id;
        this.poll = new Poll(
                ticker, LIMIT, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    /** Sends a request, again as long as it is refused and the droplet is locked. */
    <T> T run(Supplier<T> request) {
        return poll.until(
                () -> unlessLocked(request),
                "the droplet " + id + " has been busy with another action for " + LIMIT.toSeconds()
                        + " seconds; try again later");
    }

    private <T> @Nullable T unlessLocked(Supplier<T> request) {
        try {
            return request.get();
        } catch (ApiException e) {
            if (e.status() == REFUSED) {
                Droplet droplet = api.dropletIfThere(id);
                if (droplet != null && droplet.locked()) {
                    return null;
                }
            }
            throw e;
        }
    }
}
