package io.jm.drivers;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.engine.EngineUrl;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.ssh.HostKeyPolicy;
import io.jm.ssh.JumpHost;
import io.jm.ssh.SshRoute;
import io.jm.ssh.SshRoutes;
import io.jm.ssh.SshTarget;
import io.jm.ssh.UserSshConfig;
import io.jm.text.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Determines where and how to log in to a machine. */
public final class SshTargets {
    private final StoreLayout layout;
    private final Environment environment;

    /**
     * Creates an instance.
     *
     * @param layout where host keys and jump hosts are recorded
     * @param environment the settings {@link Setting#HOST_KEY_CHECK} and {@link Setting#SSH_CONFIG}
     */
    public SshTargets(StoreLayout layout, Environment environment) {
        this.layout = layout;
        this.environment = environment;
    }

    /** The login that the driver names; for a driver that names none, see {@link #recorded}. */
    public SshTarget of(String machineName, Driver driver) {
        if (!driver.capabilities().ssh()) {
            return recorded(machineName, driver);
        }
        String key = driver.sshKeyPath();
        String host = driver.sshHostname();
        UserSshConfig config =
                environment.get(Setting.SSH_CONFIG).isEmpty() ? null : UserSshConfig.of(host, environment);
        List<Path> configured = config == null ? List.of() : config.keys();
        return new SshTarget(
                machineName,
                host,
                driver.sshPort(),
                driver.sshUsername(),
                key.isEmpty() ? configured : List.of(keyPath(key)),
                policy(),
                layout.knownHosts(machineName),
                route(machineName, config));
    }

    /** Whether the machine was given to the user without access to its host. */
    public boolean isOnlyEngine(String machineName) {
        return new ExtrasFile(layout.extras(machineName)).isOnlyEngine();
    }

    /** Returns the login through these jump hosts, in the form of {@link JumpHost#parse}. */
    public SshTarget via(String sshJump, SshTarget target) {
        SshRoutes routes = new SshRoutes(environment, policy(), layout.knownJumpHosts());
        return target.via(routes.through(JumpHost.parse(sshJump), ""));
    }

    /** What is recorded for the machine comes before the user's ssh configuration. */
    private SshRoute route(String machineName, @Nullable UserSshConfig config) {
        String recorded = new ExtrasFile(layout.extras(machineName)).sshJump();
        SshRoutes routes = new SshRoutes(environment, policy(), layout.knownJumpHosts());
        if (!recorded.isEmpty()) {
            return routes.through(JumpHost.parse(recorded), "");
        }
        return config == null ? SshRoute.DIRECT : routes.through(config.jumps(), config.proxyCommand());
    }

    /**
     * For the recorded address of an engine: logs in to its host with what the user specified when it was recorded,
     * else with what an ssh:// address contains, else with the user's ssh configuration.
     */
    private SshTarget recorded(String machineName, Driver driver) {
        String url = driver.url();
        EngineUrl address = EngineUrl.of(url);
        if (address.host().isEmpty()) {
            throw new JmException("machine \"" + machineName + "\" has no SSH: its address " + url + " names no host");
        }
        UserSshConfig config = UserSshConfig.of(address.host(), environment);
        String key = driver.sshKeyPath();
        int port = driver.sshPort() > 0 ? driver.sshPort() : address.sshPort();
        String user = driver.sshUsername().isEmpty() ? address.sshUser() : driver.sshUsername();
        return new SshTarget(
                machineName,
                config.hostName(),
                port > 0 ? port : config.port(),
                user.isEmpty() ? config.user() : user,
                key.isEmpty() ? config.keys() : List.of(keyPath(key)),
                policy(),
                layout.knownHosts(machineName),
                route(machineName, config));
    }

    private static Path keyPath(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new JmException("invalid SSH key path: \"" + Printable.line(path) + "\"", e);
        }
    }

    private HostKeyPolicy policy() {
        String setting = environment.get(Setting.HOST_KEY_CHECK);
        return switch (setting) {
            case "off" -> HostKeyPolicy.OFF;
            case "pin" -> HostKeyPolicy.PIN;
            case "strict" -> HostKeyPolicy.STRICT;
            default ->
                throw new JmException("the host key check must be off, pin or strict, not \"" + setting + "\" ("
                        + Setting.HOST_KEY_CHECK.variable() + ")");
        };
    }
}
