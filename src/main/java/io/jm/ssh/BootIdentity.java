package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells one boot of a host from the next, so that a restart is over only when it has happened. */
public final class BootIdentity {
    // In a container the boot's name is the outer host's, so the start of process 1 counts as well.
    private static final String IDENTITY =
            "cat /proc/sys/kernel/random/boot_id; cut -d' ' -f22 /proc/1/stat 2>/dev/null";
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String text;

    private BootIdentity(String text) {
        this.text = text;
    }

    /** Asks a host. */
    public static BootIdentity of(SshExecutor ssh) {
        return new BootIdentity(ssh.run(IDENTITY).output());
    }

    /**
     * Waits until another boot answers.
     *
     * @param limit how long at most
     * @throws JmException after that time
     */
    public void awaitNext(Supplier<SshExecutor> login, Ticker ticker, Duration limit) {
        long end = ticker.nanos() + limit.toNanos();
        do {
            ticker.sleep(PAUSE);
            if (isAnother(login)) {
                return;
            }
        } while (ticker.nanos() - end < 0);
        throw new JmException("the host did not restart within " + limit.toSeconds() + " seconds");
    }

    /** As {@link #awaitNext(Supplier, Ticker, Duration)}, for three minutes. */
    public void awaitNext(Supplier<SshExecutor> login, Ticker ticker) {
        awaitNext(login, ticker, LIMIT);
    }

    private boolean isAnother(Supplier<SshExecutor> login) {
        try (SshExecutor ssh = login.get()) {
            SshReply reply = ssh.run(IDENTITY);
            return reply.succeeded() && !reply.output().equals(text);
        } catch (SshException e) {
            if (e.permanent()) {
                throw e;
            }
            return false;
        }
    }
}
