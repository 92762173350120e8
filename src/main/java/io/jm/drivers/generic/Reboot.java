package io.jm.drivers.generic;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.ssh.BootIdentity;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import java.util.function.Supplier;

/** Restarts a host over SSH and waits until it is really another boot that answers. */
final class Reboot {
    // The pause lets the channel close before the network goes.
    private static final String REBOOT = "SUDO sh -c '(sleep 1; shutdown -r now || reboot) >/dev/null 2>&1 &'";

    private final Ticker ticker;

    Reboot(Ticker ticker) {
        this.ticker = ticker;
    }

    void run(Supplier<SshExecutor> login) {
        BootIdentity before;
        try (SshExecutor ssh = login.get()) {
            before = BootIdentity.of(ssh);
            String sudo = ssh.run("command -v sudo").succeeded() ? "sudo" : "";
            send(ssh, REBOOT.replace("SUDO", sudo).strip());
        }
        before.awaitNext(login, ticker);
    }

    private static void send(SshExecutor ssh, String command) {
        try {
            SshReply reply = ssh.run(command);
            if (!reply.succeeded() && !reply.isLost()) {
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
}
