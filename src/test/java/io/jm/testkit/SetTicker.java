package io.jm.testkit;

import io.jm.base.Ticker;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test sets; waiting takes no time. */
public final class SetTicker implements Ticker {
    Instant now;

    public SetTicker(Instant now) {
        this.now = now;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanos() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public void sleep(Duration duration) {
        pass(duration);
    }
}
