package io.jm.drivers.digitalocean;

import io.jm.base.Ticker;
import java.time.Duration;
import java.time.Instant;

/** The provider's time, by its last answer: this computer's clock may be wrong, and the times of droplets are the provider's. */
final class ProviderClock {
    private final Ticker ticker;
    private Duration offset = Duration.ZERO;

    ProviderClock(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Takes over the time of an answer that has just come. */
    void set(Instant date) {
        offset = Duration.between(ticker.now(), date);
    }

    /** Returns the time in whole seconds, as the provider's answers have it. */
    Instant now() {
        return Instant.ofEpochSecond(ticker.now().plus(offset).getEpochSecond());
    }
}
