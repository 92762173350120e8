package io.jm.lifecycle;

import io.jm.driver.Driver;
import io.jm.os.Environment;
import io.jm.ssh.HostKeyPolicy;
import io.jm.ssh.SshTarget;
import io.jm.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * Says where and how to log in to a machine.
 *
 * @param layout where host keys are remembered
 * @param environment what the user says about host keys ({@code JM_HOST_KEY_CHECK})
 */
public record SshTargets(StoreLayout layout, Environment environment) {
    /** The login that the driver names. */
    public SshTarget of(String machineName, Driver driver) {
        String key = driver.sshKeyPath();
        return new SshTarget(
                machineName,
                driver.sshHostname(),
                driver.sshPort(),
                driver.sshUsername(),
                key.isEmpty() ? List.of() : List.of(Path.of(key)),
                policy(),
                layout.knownHosts(machineName));
    }

    private HostKeyPolicy policy() {
        return switch (environment.variable(
                "JM_HOST_KEY_CHECK", environment.calledAsDockerMachine() ? "off" : "tofu")) {
            case "off" -> HostKeyPolicy.OFF;
            case "strict" -> HostKeyPolicy.STRICT;
            default -> HostKeyPolicy.PIN;
        };
    }
}
