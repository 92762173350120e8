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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks an engine that cannot be reached on its own host: whether it runs there, and for a machine behind jump hosts, through
 * which only SSH goes, whether docker has another road.
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
    /** Where systemd starts docker, docker itself is not asked: a socket of systemd would start it. */
    private static final String STATE =
            "if [ -d /run/systemd/system ] && systemctl cat docker.service >/dev/null 2>&1 &&"
                    + " ! systemctl -q is-active docker.service; then"
                    + " echo \"docker.service is $(systemctl is-active docker.service)\"; exit 3; fi; ";

    private static final String VERSION = "docker version --format '{{.Server.Version}}'";

    /** As docker does it with a context that leads through SSH: with the rights of the user. */
    private static final String BY_USER = STATE + VERSION;

    private static final String BY_ROOT = STATE + "sudo -n " + VERSION + " 2>/dev/null || " + VERSION;
    private static final int STOPPED = 3;
    private static final int NOT_FOUND = 127;

    /** What docker says without its daemon, up to version 28 and since then. */
    private static final Pattern NO_DAEMON = Pattern.compile("Is the docker daemon running|if the daemon is running");

    private static final int MAX_SHOWN = 200;

    /** Returns the machine's jump hosts for a message; empty if it is reached directly. */
    String jump() {
        return Printable.excerpt(new ExtrasFile(layout.extras(machine.name())).sshJump(), MAX_SHOWN);
    }

    /**
     * Reports on the engine.
     *
     * @param id the check
     * @param place its address, and why it cannot be reached there
     * @param program the name by which the user called this program
     */
    void run(String id, String place, String program, Findings findings) {
        SshReply reply;
        try {
            SshTarget target = targets.of(machine.name(), driver).storingNoHostKeys();
            reply = Abandonable.call(() -> reply(target), limit);
        } catch (JmException | IOException e) {
            if (jump().isEmpty()) {
                // that SSH does not work is a finding of its own
                findings.error(id, "the engine cannot be reached at " + place, null);
            } else {
                findings.skipped(
                        id, "engine: behind the jump host " + jump() + ", and SSH does not work: " + e.getMessage());
            }
            return;
        }
        String line = Printable.excerpt(
                reply.output().strip().lines().findFirst().orElse("exit status " + reply.status()), MAX_SHOWN);
        if (reply.status() == STOPPED || NO_DAEMON.matcher(reply.output()).find()) {
            findings.error(id, "the engine is not running on its host: " + line, start(program));
        } else if (reply.status() == NOT_FOUND) {
            findings.error(id, "there is no docker on its host: " + line, provision(program));
        } else if (!reply.succeeded()) {
            findings.error(id, "the engine cannot be used on its host: " + line, null);
        } else if (jump().isEmpty()) {
            boolean closed = !place.contains("timeout");
            findings.error(
                    id,
                    "engine " + line + " runs on its host, but cannot be reached at " + place,
                    closed ? provision(program) : null);
        } else {
            road(id, line, place, program, findings);
        }
    }

    private void road(String id, String version, String place, String program, Findings findings) {
        if (hasContext.getAsBoolean()) {
            findings.ok(id, "engine " + version + ", through SSH by the jump host " + jump());
        } else {
            findings.warning(
                    id,
                    "engine " + version + " works, but only SSH goes through the jump host " + jump()
                            + ": from here it cannot be reached at " + place,
                    program + " context create --ssh " + Printable.line(machine.name()));
        }
    }

    private String start(String program) {
        String provision = provision(program);
        return provision == null
                ? program + " ssh " + Printable.line(machine.name()) + " sudo systemctl start docker"
                : provision;
    }

    /** Returns the command that makes the engine run and listen; null for one that stays as it was before jm. */
    private @Nullable String provision(String program) {
        return new ExtrasFile(layout.extras(machine.name())).isAdopted()
                        || !driver.capabilities().provisioned()
                ? null
                : program + " provision " + Printable.line(machine.name());
    }

    private SshReply reply(SshTarget target) {
        try (SshExecutor executor = ssh.open(target)) {
            return executor.run(jump().isEmpty() ? BY_ROOT : BY_USER);
        }
    }
}
