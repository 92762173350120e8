package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import java.time.Duration;

/** Waits until a machine is in a state, asking quickly at first and for three minutes at most. */
public final class StateWait {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private StateWait() {}

    /**
     * Asks the driver until it says {@code wanted}; a driver that fails meanwhile is asked again.
     *
     * @throws JmException in the original's words if the time is up
     */
    public static void until(Driver driver, MachineState wanted, Ticker ticker) {
        long start = ticker.nanos();
        Duration pause = FIRST_PAUSE;
        while (!is(driver, wanted)) {
            if (ticker.nanos() - start + pause.toNanos() > LIMIT.toNanos()) {
                throw new JmException("Maximum number of retries (60) exceeded");
            }
            ticker.sleep(pause);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        }
    }

    private static boolean is(Driver driver, MachineState wanted) {
        try {
            return driver.state() == wanted;
        } catch (JmException e) {
            return false;
        }
    }
}
