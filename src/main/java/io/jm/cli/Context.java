package io.jm.cli;

import io.jm.base.Ticker;
import io.jm.certs.LocalCertificates;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.drivers.DriverCatalog;
import io.jm.engine.EngineClient;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.ssh.SshExecutors;
import io.jm.store.MachineStore;
import io.jm.tls.CertificateIssuer;
import java.util.List;

/** What commands work with; each thing is made at its first use, so that a command pays only for what it needs. */
public interface Context extends AutoCloseable {
    Environment environment();

    Console console();

    Ticker ticker();

    GlobalOptions globals();

    /** The whole command line as typed, the program first. */
    List<String> commandLine();

    MachineStore store();

    DriverFactory drivers();

    /** Which drivers there are. */
    DriverCatalog driverCatalog();

    EngineClient engine();

    /** The SSH client that the user chose. */
    SshExecutors ssh();

    CertificateIssuer certificates();

    /** The authority's and the client's certificates that new machines of this call get. */
    LocalCertificates localCertificates();

    /** Those that a machine was made with. */
    LocalCertificates localCertificates(Machine machine);

    /** Ends what was started: plugins, connections. */
    @Override
    void close();
}
