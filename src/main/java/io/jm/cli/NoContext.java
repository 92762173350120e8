package io.jm.cli;

import io.jm.base.Ticker;
import io.jm.certs.LocalCertificates;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.drivers.DriverCatalog;
import io.jm.engine.EngineClient;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.store.MachineStore;
import io.jm.tls.CertificateIssuer;
import java.util.List;

/** The context of commands of which only the help is shown. */
record NoContext(Environment environment) implements Context {
    @Override
    public Console console() {
        throw nothing();
    }

    @Override
    public Ticker ticker() {
        throw nothing();
    }

    @Override
    public GlobalOptions globals() {
        throw nothing();
    }

    @Override
    public List<String> commandLine() {
        throw nothing();
    }

    @Override
    public MachineStore store() {
        throw nothing();
    }

    @Override
    public DriverFactory drivers() {
        throw nothing();
    }

    @Override
    public DriverCatalog driverCatalog() {
        throw nothing();
    }

    @Override
    public EngineClient engine() {
        throw nothing();
    }

    @Override
    public SshClients ssh() {
        throw nothing();
    }

    @Override
    public CertificateIssuer certificates() {
        throw nothing();
    }

    @Override
    public LocalCertificates localCertificates() {
        throw nothing();
    }

    @Override
    public LocalCertificates localCertificates(Machine machine) {
        throw nothing();
    }

    @Override
    public Context with(Console console) {
        throw nothing();
    }

    @Override
    public void close() {
        // nothing was opened
    }

    private static IllegalStateException nothing() {
        return new IllegalStateException("a command that only shows help does no work");
    }
}
