package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.drivers.SshTargets;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshExecutors;
import io.jm.ssh.SshReply;
import io.jm.ssh.SshTarget;
import io.jm.text.Printable;
import io.jm.web.Abandonable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Asks an engine on its own host, as docker does with a context that leads through SSH. Only SSH goes through jump hosts, so
 * that a machine behind one may have no other road.
 *
 * @param hasContext whether docker has a context for the machine that leads through SSH
 * @param limit the maximum time until the login has succeeded and the command has ended
 */
record EngineOverSsh(
        StoreLayout layout,
        SshTargets targets,
        SshExecutors ssh,
        BooleanSupplier hasContext,
        Machine machine,
        Driver driver,
        Duration limit) {
    private static final String COMMAND = "docker version --format '{{.Server.Version}}'";
    private static final int MAX_SHOWN = 200;

    /** Returns the machine's jump hosts for a message; empty if it is reached directly. */
    String jump() {
        return Printable.excerpt(new ExtrasFile(layout.extras(machine.name())).sshJump(), MAX_SHOWN);
    }

    /**
     * Reports on the engine.
     *
     * @param id the check
     * @param direct why the engine cannot be reached directly
     * @param program the name by which the user called this program
     */
    void run(String id, String direct, String program, Findings findings) {
        SshReply reply;
        try {
            SshTarget target = targets.of(machine.name(), driver).storingNoHostKeys();
            reply = Abandonable.call(() -> reply(target), limit);
        } catch (JmException | IOException e) {
            findings.skipped(
                    id, "engine: behind the jump host " + jump() + ", and SSH does not work: " + e.getMessage());
            return;
        }
        String line = Printable.excerpt(
                reply.output().strip().lines().findFirst().orElse("exit status " + reply.status()), MAX_SHOWN);
        if (!reply.succeeded()) {
            findings.error(id, "the engine cannot be used on its host: " + line, null);
        } else if (hasContext.getAsBoolean()) {
            findings.ok(id, "engine " + line + ", through SSH by the jump host " + jump());
        } else {
            findings.warning(
                    id,
                    "engine " + line + " works, but only SSH goes through the jump host " + jump() + ": from here "
                            + direct,
                    program + " context create --ssh " + Printable.line(machine.name()));
        }
    }

    private SshReply reply(SshTarget target) {
        try (SshExecutor executor = ssh.open(target)) {
            return executor.run(COMMAND);
        }
    }
}
