package io.jm.testkit;

import io.jm.base.Ticker;
import io.jm.certs.LocalCertificates;
import io.jm.cli.Context;
import io.jm.cli.GlobalOptions;
import io.jm.cli.LiveContext;
import io.jm.cli.command.Commands;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.drivers.DriverCatalog;
import io.jm.engine.EngineClient;
import io.jm.lifecycle.Provisioning;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.store.MachineStore;
import io.jm.tls.CertificateIssuer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The context of the real program with the drivers of a test.
 *
 * @param real what is asked for everything else
 * @param drivers opens the drivers
 * @param ownProvisioning installs and configures engines; null if the real program does
 */
public record OwnDrivers(
        Context real, DriverFactory drivers, @Nullable Provisioning ownProvisioning) implements Context {
    public OwnDrivers(Context real, DriverFactory drivers) {
        this(real, drivers, null);
    }

    /** Returns the real program with the drivers of a test. */
    public static Jm jm(Environment environment, DriverFactory drivers) {
        return jm(environment, drivers, null);
    }

    /** As above, with provisioning of its own. */
    public static Jm jm(Environment environment, DriverFactory drivers, @Nullable Provisioning provisioning) {
        return new Jm(
                environment,
                new Commands(),
                (effective, console, globals, line) ->
                        new OwnDrivers(new LiveContext(effective, console, globals, line), drivers, provisioning));
    }

    @Override
    public Provisioning provisioning() {
        return ownProvisioning == null ? real.provisioning() : ownProvisioning;
    }

    @Override
    public Environment environment() {
        return real.environment();
    }

    @Override
    public Console console() {
        return real.console();
    }

    @Override
    public Ticker ticker() {
        return real.ticker();
    }

    @Override
    public GlobalOptions globals() {
        return real.globals();
    }

    @Override
    public List<String> commandLine() {
        return real.commandLine();
    }

    @Override
    public MachineStore store() {
        return real.store();
    }

    @Override
    public DriverCatalog driverCatalog() {
        return real.driverCatalog();
    }

    @Override
    public EngineClient engine() {
        return real.engine();
    }

    @Override
    public SshClients ssh() {
        return real.ssh();
    }

    @Override
    public CertificateIssuer certificates() {
        return real.certificates();
    }

    @Override
    public LocalCertificates localCertificates() {
        return real.localCertificates();
    }

    @Override
    public LocalCertificates localCertificates(Machine machine) {
        return real.localCertificates(machine);
    }

    @Override
    public Context with(Console console) {
        return new OwnDrivers(real.with(console), drivers, ownProvisioning);
    }

    @Override
    public void close() {
        real.close();
    }
}
