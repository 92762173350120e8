package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.provision.RemoteHost;
import io.jm.ssh.SshException;
import io.jm.ssh.SshPatience;
import io.jm.ssh.SshReply;
import java.time.Duration;

/** Waits until a machine lets us in, quickly at first, and gives up early on what cannot heal. */
final class SshWait {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Console console;
    private final Ticker ticker;
    private final SshPatience patience;

    SshWait(Console console, Ticker ticker, SshPatience patience) {
        this.console = console;
        this.ticker = ticker;
        this.patience = patience;
    }

    void until(RemoteHost host) {
        console.info("Waiting for SSH to be available...");
        Duration limit = patience.interval().multipliedBy(patience.attempts());
        long start = ticker.nanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String cause = attempt(host);
            if (cause.isEmpty()) {
                console.clearProgress();
                return;
            }
            if (ticker.nanos() - start + pause.toNanos() > limit.toNanos()) {
                throw givenUp(cause);
            }
            console.progress("Waiting for SSH: " + cause);
            ticker.sleep(pause);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(patience.interval()) > 0 ? patience.interval() : twice;
        }
    }

    /** One try; the reason why it failed, or nothing. */
    private String attempt(RemoteHost host) {
        try {
            SshReply reply = host.ask("exit 0");
            return reply.succeeded() ? "" : "exit status " + reply.status();
        } catch (SshException e) {
            if (e.hopeless()) {
                throw givenUp(e.getMessage());
            }
            return e.getMessage();
        }
    }

    /** The original's line, for which scripts look however early we gave up, and then the truth. */
    private JmException givenUp(String cause) {
        return new JmException("Too many retries waiting for SSH to be available.  Last error: "
                + "Maximum number of retries (" + patience.attempts() + ") exceeded\nlast cause: " + cause);
    }
}
