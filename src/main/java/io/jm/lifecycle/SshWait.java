package io.jm.lifecycle;

import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.provision.host.RemoteHost;
import io.jm.ssh.SshException;
import io.jm.ssh.SshReply;
import io.jm.ssh.SshTimeouts;
import io.jm.text.Excerpt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits until a machine lets us in, quickly at first, and gives up early on what cannot heal. */
final class SshWait {
    /** A login that refuses to work for so long was made to; a host that still boots does not answer the same. */
    private static final Duration REFUSAL = Duration.ofSeconds(10);
    /** A host that is still being set up may get the user and the key a little later. */
    private static final Duration REFUSED_LOGINS = Duration.ofSeconds(30);
    /** A slow login may take all of that time. */
    private static final int MIN_LOGINS = 3;

    private final Console console;
    private final Ticker ticker;
    private final SshTimeouts timeouts;
    private final String remedy;
    private SshReply refusal = new SshReply(0, "");
    private long refusedSince;
    private int refusedLogins;

    SshWait(Console console, Ticker ticker, SshTimeouts timeouts) {
        this(console, ticker, timeouts, "");
    }

    /**
     * Prepares to wait.
     *
     * @param remedy what to do about a login that the host refuses, which ends the wait early then; empty to wait for a
     *     host that is still being set up
     */
    SshWait(Console console, Ticker ticker, SshTimeouts timeouts, String remedy) {
        this.remedy = remedy;
        this.console = console;
        this.ticker = ticker;
        this.timeouts = timeouts;
    }

    void until(RemoteHost host) {
        console.info("Waiting for SSH to be available...");
        Duration limit = timeouts.total();
        WaitNotice notice = new WaitNotice(console, ticker, "SSH", limit);
        Retry retry = new Retry(ticker, limit, timeouts.interval());
        String cause = attempt(host);
        while (!cause.isEmpty()) {
            if (retry.isExhausted()) {
                throw failure(cause, ErrorCode.SSH);
            }
            notice.still(cause);
            retry.pause();
            cause = attempt(host);
        }
        console.clearProgress();
    }

    /** One try; the reason why it failed, or nothing. */
    private String attempt(RemoteHost host) {
        try {
            SshReply reply = host.query("exit 0");
            refusedLogins = 0;
            return reply.succeeded() ? "" : refused(reply);
        } catch (SshException e) {
            if (e.permanent()) {
                throw failure(e.getMessage(), e.errorCode());
            }
            if (e.kind() == SshException.Kind.AUTHENTICATION) {
                refusedLogin(e);
            } else {
                refusedLogins = 0;
            }
            return e.getMessage();
        }
    }

    private void refusedLogin(SshException refused) {
        if (refusedLogins == 0) {
            refusedSince = ticker.nanos();
        }
        refusedLogins++;
        boolean lasting = ticker.nanos() - refusedSince >= REFUSED_LOGINS.toNanos();
        if (!remedy.isEmpty() && refusedLogins >= MIN_LOGINS && lasting) {
            throw failure(refused.getMessage() + "\n" + remedy, refused.errorCode());
        }
    }

    /** The login works, but the account runs no commands, as root of cloud images. A lost connection is no refusal. */
    private String refused(SshReply reply) {
        String printed = Excerpt.end(reply.output().strip());
        String cause = "the login works, but the host ends it with exit status " + reply.status()
                + (printed.isEmpty() ? "" : ": " + printed);
        if (!reply.equals(refusal)) {
            refusal = reply;
            refusedSince = ticker.nanos();
        } else if (!reply.isLost() && ticker.nanos() - refusedSince >= REFUSAL.toNanos()) {
            throw failure(cause, ErrorCode.SSH);
        }
        return cause;
    }

    /** docker-machine's message, which scripts match, however early jm stopped trying, and then the cause. */
    private JmException failure(String cause, @Nullable ErrorCode code) {
        console.clearProgress();
        return new JmException(
                "Too many retries waiting for SSH to be available.  Last error: Maximum number of retries ("
                        + timeouts.attempts() + ") exceeded\nlast cause: " + cause,
                ExitCode.FAILED,
                code,
                null);
    }
}
