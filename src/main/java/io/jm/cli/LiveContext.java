package io.jm.cli;

import io.jm.base.Ticker;
import io.jm.certs.CertificateFiles;
import io.jm.certs.LocalCertificates;
import io.jm.cloud.CloudServices;
import io.jm.cloud.InternetServices;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.drivers.DriverCatalog;
import io.jm.drivers.DriverParts;
import io.jm.drivers.Drivers;
import io.jm.engine.EngineClient;
import io.jm.engine.SocketEngineClient;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.plugin.DriverPrograms;
import io.jm.plugin.JavaDrivers;
import io.jm.plugin.PluginDrivers;
import io.jm.ssh.TerminalPassphrases;
import io.jm.ssh.client.SshClients;
import io.jm.store.FileStore;
import io.jm.store.MachineStore;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.X509Issuer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The context of the real program; creates each object at its first use. */
public final class LiveContext implements Context, DriverParts {
    private final Environment environment;
    private final Console console;
    private final GlobalOptions globals;
    private final List<String> commandLine;
    private final MachineStore store;
    private @Nullable PluginDrivers plugins;
    private @Nullable JavaDrivers javaDrivers;
    private @Nullable DriverFactory drivers;
    private @Nullable CloudServices cloud;
    private @Nullable SshClients ssh;

    public LiveContext(Environment environment, Console console, GlobalOptions globals, List<String> commandLine) {
        this.environment = environment;
        this.console = console;
        this.globals = globals;
        this.commandLine = commandLine;
        this.store = new FileStore(new StoreLayout(globals.storagePath()), environment.programName(), console);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Console console() {
        return console;
    }

    @Override
    public Ticker ticker() {
        return Ticker.system();
    }

    @Override
    public GlobalOptions globals() {
        return globals;
    }

    @Override
    public List<String> commandLine() {
        return commandLine;
    }

    @Override
    public MachineStore store() {
        return store;
    }

    @Override
    public DriverFactory drivers() {
        DriverFactory made = drivers;
        if (made == null) {
            made = new Drivers(this);
            drivers = made;
        }
        return made;
    }

    @Override
    public CloudServices cloud() {
        CloudServices made = cloud;
        if (made == null) {
            made = InternetServices.of(environment, ProductVersion.userAgent());
            cloud = made;
        }
        return made;
    }

    @Override
    public DriverFactory otherDrivers() {
        return javaDrivers();
    }

    private JavaDrivers javaDrivers() {
        JavaDrivers made = javaDrivers;
        if (made == null) {
            PluginDrivers others = new PluginDrivers(environment);
            plugins = others;
            made = new JavaDrivers(environment, others);
            javaDrivers = made;
        }
        return made;
    }

    @Override
    public DriverCatalog driverCatalog() {
        return new DriverCatalog(environment, javaDrivers(), new DriverPrograms(environment));
    }

    @Override
    public EngineClient engine() {
        return new SocketEngineClient();
    }

    @Override
    public SshClients ssh() {
        SshClients made = ssh;
        if (made == null) {
            made = new SshClients(environment, console, new TerminalPassphrases(), globals.nativeSsh());
            ssh = made;
        }
        return made;
    }

    @Override
    public CertificateIssuer certificates() {
        return new X509Issuer(ticker());
    }

    @Override
    public LocalCertificates localCertificates() {
        return localCertificates(LocalCertificates.Paths.of(
                store.layout(),
                environment.workingDirectory(),
                globals.tlsCaCert(),
                globals.tlsCaKey(),
                globals.tlsClientCert(),
                globals.tlsClientKey()));
    }

    @Override
    public LocalCertificates localCertificates(Machine machine) {
        return localCertificates(CertificateFiles.of(store.layout(), machine).local());
    }

    private LocalCertificates localCertificates(LocalCertificates.Paths paths) {
        return new LocalCertificates(store, paths, certificates(), console, environment, ticker());
    }

    @Override
    public Context with(Console other) {
        return new LiveContext(environment, other, globals, commandLine);
    }

    @Override
    public void close() {
        PluginDrivers started = plugins;
        if (started != null) {
            started.close();
        }
        console.flush();
    }
}
