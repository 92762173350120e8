package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.os.Setting;
import java.time.Duration;

/** Shuts a machine down in an orderly way, and waits until it is off; it is never killed. */
final class Shutdown {
    private static final Duration BETWEEN_PRESSES = Duration.ofSeconds(10);
    private static final int PRESSES_PER_NOTICE = 3;

    private final DriverContext context;
    private final QemuProcess process;

    Shutdown(DriverContext context, QemuProcess process) {
        this.context = context;
        this.process = process;
    }

    /**
     * Presses the power button until the machine is off: a system that is still booting misses it.
     *
     * @throws JmException that names {@code kill} after the timeout ({@link Setting#STOP_TIMEOUT})
     */
    void run() {
        Duration timeout = timeout();
        long end = context.ticker().nanos() + timeout.toNanos();
        for (int press = 1; !isOffAfterPress(); press++) {
            if (context.ticker().nanos() - end > 0) {
                throw new JmException("the machine did not shut down within " + timeout.toSeconds()
                        + " s; wait longer with " + Setting.STOP_TIMEOUT.variable() + ", or end it with "
                        + context.environment().program() + " kill " + context.machineName());
            }
            if (press % PRESSES_PER_NOTICE == 0) {
                context.say("Still waiting for the machine to shut down...");
            }
        }
    }

    private boolean isOffAfterPress() {
        process.pressPowerButton();
        return process.awaitEnd(BETWEEN_PRESSES);
    }

    private Duration timeout() {
        String text = context.environment().get(Setting.STOP_TIMEOUT);
        try {
            int seconds = Integer.parseInt(text);
            if (seconds > 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw new JmException(Setting.STOP_TIMEOUT.variable() + " is not a number of seconds: " + text, e);
        }
        throw new JmException(Setting.STOP_TIMEOUT.variable() + " must be at least 1: " + text);
    }
}
