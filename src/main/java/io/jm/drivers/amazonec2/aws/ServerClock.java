package io.jm.drivers.amazonec2.aws;

import io.jm.base.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time for signatures, which servers accept only if it is within minutes of their own. */
final class ServerClock {
    private static final Duration TOLERATED = Duration.ofMinutes(4);

    private final Ticker ticker;
    private Duration difference = Duration.ZERO;
    private @Nullable Instant lastHeard;

    ServerClock(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized Instant now() {
        return ticker.now().plus(difference);
    }

    /** Notes what time it is for the server that refused a request. */
    synchronized void heard(@Nullable Instant server) {
        lastHeard = server;
    }

    /** Takes over the server's time if it is another one, the first time only; returns whether it did. */
    synchronized boolean correct() {
        if (lastHeard == null || !difference.isZero()) {
            return false;
        }
        Duration found = Duration.between(ticker.now(), lastHeard);
        if (found.abs().compareTo(TOLERATED) <= 0) {
            return false;
        }
        difference = found;
        return true;
    }

    /** Returns a hint for errors if this computer's clock is wrong; otherwise empty. */
    synchronized String hint() {
        if (difference.isZero()) {
            return "";
        }
        long minutes = difference.abs().toMinutes();
        return "\nThe clock of this computer is " + minutes + " minutes "
                + (difference.isNegative() ? "ahead of" : "behind") + " the server's; set it right";
    }
}
