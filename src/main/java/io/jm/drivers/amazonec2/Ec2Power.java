package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.driver.DriverContext;
import io.jm.ssh.BootIdentity;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts, stops and restarts the instance. */
final class Ec2Power {
    /** EC2 forces a restart itself if the system does not shut down within some minutes. */
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(6);

    private final DriverContext context;
    private final Ec2Access access;
    private final Ec2Config config;
    private final InstanceLookup lookup;
    private final Supplier<SshExecutor> login;

    Ec2Power(
            DriverContext context,
            Ec2Access access,
            Ec2Config config,
            InstanceLookup lookup,
            Supplier<SshExecutor> login) {
        this.context = context;
        this.access = access;
        this.config = config;
        this.lookup = lookup;
        this.login = login;
    }

    /** Starts the instance, and records its address, which is a new one if it is public. */
    void start() {
        Instance instance = existing();
        InstanceWait wait = new InstanceWait(context, access.api());
        if (instance.state().equals("stopping")) {
            wait.untilStopped(instance.id());
        }
        access.api().start(instance.id());
        lookup.forget();
        Instance started = wait.untilStarted(instance.id(), config);
        lookup.remember(started);
        String before = config.text(Ec2Config.IP_ADDRESS);
        String now = Ec2Address.require(config, started);
        config.set(Ec2Config.IP_ADDRESS, now);
        config.set(Ec2Config.PRIVATE_ADDRESS, started.privateAddress());
        // docker-machine's output has the general line of the command only
        boolean reported = context.environment().calledAsDockerMachine();
        if (!before.isEmpty() && !before.equals(now) && !reported) {
            context.say("The address is " + now + " now, and was " + before + "; renew its certificate with: "
                    + context.environment().program() + " regenerate-certs " + context.machineName());
        }
    }

    void stop(boolean force) {
        Instance instance = existing();
        try {
            access.api().stop(instance.id(), force);
        } catch (ApiException e) {
            if (e.code().equals("UnsupportedOperation")) {
                throw new JmException(
                        e.getMessage() + "\nA spot instance cannot be stopped; remove it with: "
                                + context.environment().program() + " rm " + context.machineName(),
                        e.exitCode(),
                        e);
            }
            throw e;
        }
        lookup.forget();
    }

    /** Restarts the system. EC2 reports "running" all the time, so that only a login shows when it is over. */
    void restart() {
        Instance instance = existing();
        BootIdentity before = boot();
        access.api().reboot(instance.id());
        if (before != null) {
            before.awaitNext(login, context.ticker(), RESTART_LIMIT);
        }
    }

    /** Returns null if there is no login: a system that hangs is restarted too. */
    private @Nullable BootIdentity boot() {
        try (SshExecutor ssh = login.get()) {
            return BootIdentity.of(ssh);
        } catch (SshException e) {
            context.trace("no login before the restart: " + e.getMessage());
            return null;
        }
    }

    private Instance existing() {
        Instance instance = lookup.current();
        if (instance.state().equals("terminated")) {
            throw new JmException("instance " + instance.id() + " is terminated"
                    + (instance.reason().isEmpty() ? "" : ": " + instance.reason()));
        }
        return instance;
    }
}
