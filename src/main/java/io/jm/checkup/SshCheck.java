package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.drivers.SshTargets;
import io.jm.machine.Machine;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshExecutors;
import io.jm.ssh.SshReply;
import io.jm.ssh.SshTarget;
import io.jm.text.Printable;
import io.jm.web.Abandonable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to a machine. A host key that is not known yet is accepted for this login, and not recorded.
 *
 * @param limit the maximum time until the login has succeeded and a command has ended
 */
record SshCheck(SshTargets targets, SshExecutors ssh, Machine machine, Driver driver, String program, Duration limit)
        implements Check {
    @Override
    public String id() {
        return "ssh.login";
    }

    @Override
    public void run(Findings findings) {
        try {
            SshTarget target = targets.of(machine.name(), driver).storingNoHostKeys();
            SshReply reply = Abandonable.call(() -> reply(target), limit);
            if (reply.succeeded()) {
                findings.ok(id(), "SSH as " + target.user());
            } else {
                findings.warning(id(), "SSH works, but the command \"true\" fails there", null);
            }
        } catch (SshException e) {
            String message = e.getMessage().replace("\n", "; ").replaceAll(" {2,}", " ");
            boolean changed = e.kind() == SshException.Kind.HOST_KEY;
            findings.error(changed ? "ssh.hostkey" : id(), message, correction(e.kind()));
        } catch (JmException e) {
            findings.error(id(), e.getMessage(), null);
        } catch (IOException e) {
            findings.error(id(), "SSH: " + e.getMessage(), null);
        }
    }

    /**
     * Returns the command that corrects what is recorded of a host that is the user's own; null if that is not the reason.
     * The address and the user of an instance are the provider's.
     */
    private @Nullable String correction(SshException.Kind kind) {
        if (!driver.capabilities().existingHost()) {
            return null;
        }
        return switch (kind) {
            case AUTHENTICATION -> set("SSHUser=USER");
            case CLIENT_KEY -> set("SSHKeyPath=FILE");
            case UNKNOWN_HOST, TIMEOUT, REFUSED -> set("IPAddress=ADDRESS");
            default -> null;
        };
    }

    private String set(String value) {
        return program + " set --driver-option " + value + ' ' + Printable.line(machine.name());
    }

    private SshReply reply(SshTarget target) {
        try (SshExecutor executor = ssh.open(target)) {
            return executor.run("true");
        }
    }
}
