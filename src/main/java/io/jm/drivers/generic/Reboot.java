package io.jm.drivers.generic;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.util.function.Supplier;

/** Restarts a host over SSH and waits until it is really another boot that answers. */
final class Reboot {
    // In a container the boot's name is the outer host's, so the start of process 1 counts as well.
    private static final String IDENTITY =
            "cat /proc/sys/kernel/random/boot_id; cut -d' ' -f22 /proc/1/stat 2>/dev/null";
    // The pause lets the channel close before the network goes.
    private static final String REBOOT = "SUDO sh -c '(sleep 1; shutdown -r now || reboot) >/dev/null 2>&1 &'";
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Ticker ticker;

    Reboot(Ticker ticker) {
        this.ticker = ticker;
    }

    void run(Supplier<SshExecutor> login) {
        String before;
        try (SshExecutor ssh = login.get()) {
            before = ssh.run(IDENTITY).output();
            String sudo = ssh.run("command -v sudo").succeeded() ? "sudo" : "";
            send(ssh, REBOOT.replace("SUDO", sudo).strip());
        }
        long start = ticker.nanos();
        while (ticker.nanos() - start < LIMIT.toNanos()) {
            ticker.sleep(PAUSE);
            if (isAnotherBoot(login, before)) {
                return;
            }
        }
        throw new JmException("the host did not restart within " + LIMIT.toSeconds() + " seconds");
    }

    private static void send(SshExecutor ssh, String command) {
        try {
            SshReply reply = ssh.run(command);
            if (!reply.succeeded() && reply.status() != 255) {
                throw new JmException("ssh command error:\ncommand : " + command + "\nerr     : exit status "
                        + reply.status() + "\noutput  : " + Excerpt.end(reply.output()));
            }
        } catch (SshException e) {
            if (e.permanent()) {
                throw e;
            }
            // the host went down under the connection, which is what was asked for
        }
    }

    private static boolean isAnotherBoot(Supplier<SshExecutor> login, String before) {
        try (SshExecutor ssh = login.get()) {
            SshReply reply = ssh.run(IDENTITY);
            return reply.succeeded() && !reply.output().equals(before);
        } catch (SshException e) {
            if (e.permanent()) {
                throw e;
            }
            return false;
        }
    }
}
