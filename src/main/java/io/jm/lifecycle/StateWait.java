package io.jm.lifecycle;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.ssh.SshException;
import io.jm.ssh.SshTimeouts;

/** Waits until a machine is in a state, asking quickly at first and for three minutes at most by default. */
final class StateWait {
    private final Console console;
    private final Ticker ticker;
    private final SshTimeouts timeouts;

    /**
     * Creates an instance with docker-machine's timeout.
     *
     * @param console where the reason for waiting is printed
     */
    StateWait(Console console, Ticker ticker) {
        this(console, ticker, SshTimeouts.defaults());
    }

    /**
     * Creates an instance with the timeout of a wait for SSH.
     *
     * @param console where the reason for waiting is printed
     */
    StateWait(Console console, Ticker ticker, SshTimeouts timeouts) {
        this.console = console;
        this.ticker = ticker;
        this.timeouts = timeouts;
    }

    /**
     * Polls the driver until its state is {@code wanted}; a driver that fails is asked again, unless its host key or
     * its jump host makes that useless.
     *
     * @throws JmException with docker-machine's message after the timeout, followed by the cause
     */
    void until(Driver driver, MachineState wanted) {
        WaitNotice notice = new WaitNotice(console, ticker, "the machine to be " + wanted.text(), timeouts.total());
        Retry retry = new Retry(ticker, timeouts.total(), timeouts.interval());
        String cause = cause(driver, wanted);
        while (!cause.isEmpty()) {
            if (retry.isExhausted()) {
                console.clearProgress();
                throw new JmException(
                        "Maximum number of retries (" + timeouts.attempts() + ") exceeded\nlast cause: " + cause,
                        ErrorCode.DRIVER,
                        null);
            }
            notice.still(cause);
            retry.pause();
            cause = cause(driver, wanted);
        }
        console.clearProgress();
    }

    /** Why the machine is not in that state, or nothing if it is. */
    private static String cause(Driver driver, MachineState wanted) {
        try {
            MachineState state = driver.state();
            if (state == wanted) {
                return "";
            }
            String reason = driver.stateReason();
            return "its state is " + (state == MachineState.NONE ? "unknown" : state.text())
                    + (reason.isEmpty() ? "" : " (" + reason + ")");
        } catch (JmException e) {
            if (e instanceof SshException failure && failure.permanent()) {
                throw e;
            }
            return e.getMessage();
        }
    }
}
