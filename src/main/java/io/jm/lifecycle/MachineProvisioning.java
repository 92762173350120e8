package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.certs.CertificateFiles;
import io.jm.certs.DirectoryCertificates;
import io.jm.certs.DryRunCertificates;
import io.jm.connection.AddressWarning;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.SharedDirectory;
import io.jm.drivers.SshTargets;
import io.jm.machine.Machine;
import io.jm.machine.ProvisionScript;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.provision.HostSetup;
import io.jm.provision.InstallException;
import io.jm.provision.SetupOptions;
import io.jm.provision.SharedDirectories;
import io.jm.provision.distro.Distros;
import io.jm.provision.engine.MachineCertificates;
import io.jm.provision.host.AssumedHost;
import io.jm.provision.host.DryRunHost;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.OsRelease;
import io.jm.provision.host.ProvisionLog;
import io.jm.provision.host.RemoteHost;
import io.jm.provision.host.SshHost;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshExecutors;
import io.jm.ssh.SshReply;
import io.jm.ssh.SshTarget;
import io.jm.ssh.SshTimeouts;
import io.jm.text.Printable;
import io.jm.tls.CertificateIssuer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Provisions machines over SSH, on one connection each. */
final class MachineProvisioning implements Provisioning {
    private static final String OS_RELEASE = "cat /etc/os-release";

    private final StoreLayout layout;
    private final SshExecutors ssh;
    private final CertificateIssuer issuer;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    MachineProvisioning(
            StoreLayout layout,
            SshExecutors ssh,
            CertificateIssuer issuer,
            Console console,
            Environment environment,
            Ticker ticker) {
        this.layout = layout;
        this.ssh = ssh;
        this.issuer = issuer;
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    @Override
    public void provisionNew(Machine machine, Driver driver) {
        try (SshExecutor executor = login(machine, driver)) {
            RemoteHost remote = remote(machine, executor);
            KnownHost known;
            try {
                known = detect(remote, remedy(machine, driver));
            } catch (JmException e) {
                throw e.within("Error detecting OS");
            }
            console.info("Provisioning with " + known.distribution().name() + "...");
            try {
                provision(machine, driver, known);
            } catch (JmException e) {
                throw e.within("Error running provisioning");
            }
        }
    }

    @Override
    public void provision(Machine machine, Driver driver) {
        Adoption.refuse(layout, machine, environment);
        takeOver(machine, driver);
    }

    @Override
    public void takeOver(Machine machine, Driver driver) {
        onHost(machine, driver, known -> {
            provision(machine, driver, known);
            return known;
        });
    }

    private void provision(Machine machine, Driver driver, KnownHost known) {
        UserScripts scripts = new UserScripts(layout, machine.name(), console);
        scripts.run(known.host(), true);
        try {
            setUp(machine, driver, known, false);
        } catch (InstallException e) {
            throw new JmException(
                    e.getMessage() + "\nThe host ran the install script "
                            + Printable.line(e.script()) + ". To use another one: " + environment.program()
                            + " set --engine-install-url URL " + machine.name(),
                    e);
        }
        scripts.run(known.host(), false);
    }

    @Override
    public void renewCertificates(Machine machine, Driver driver) {
        Adoption.refuse(layout, machine, environment);
        onHost(machine, driver, known -> {
            setUp(machine, driver, known, true);
            return known;
        });
    }

    @Override
    public void certify(Machine machine, Driver driver, Path trusted) {
        Adoption.refuse(layout, machine, environment);
        DirectoryCertificates certificates = certificates(machine, driver, false);
        onHost(machine, driver, known -> {
            setUp(machine, driver, known, () -> certificates.issueServer(trusted));
            return known;
        });
    }

    @Override
    public void rehearse(Machine machine, Driver driver, List<ProvisionScript> scripts) {
        rehearse(machine, driver, target(machine, driver), EnginePort.of(driver), scripts);
    }

    private void rehearse(Machine machine, Driver driver, SshTarget target, int port, List<ProvisionScript> scripts) {
        try (SshExecutor executor = ssh.open(target.storingNoHostKeys())) {
            RemoteHost unlogged = new SshHost(executor, new ProvisionLog(null, ticker), console, ticker);
            rehearse(machine, driver, detect(unlogged), port, scripts);
        }
    }

    @Override
    public void rehearseNew(Machine machine, Driver driver, List<ProvisionScript> scripts, String sshJump) {
        if (driver.capabilities().existingHost()) {
            String key = driver.sshKeySource();
            SshTarget direct = target(machine, driver);
            SshTarget target = sshJump.isEmpty() ? direct : new SshTargets(layout, environment).via(sshJump, direct);
            rehearse(
                    machine,
                    driver,
                    key.isEmpty()
                            ? target
                            : target.withKey(environment.workingDirectory().resolve(key)),
                    // a driver that does not know of the jump hosts yet has no URL
                    sshJump.isEmpty() ? EnginePort.of(driver) : driver.enginePort(),
                    scripts);
            return;
        }
        RemoteHost assumed = new AssumedHost();
        HostFacts facts = HostFacts.parse(assumed.query(HostFacts.COMMAND).output());
        KnownHost known =
                new KnownHost(new Host(assumed, facts), Distros.find(OsRelease.parse(AssumedHost.OS_RELEASE), facts));
        console.result("# on a host with Ubuntu 24.04 and no engine; provision --plan asks a host that is there");
        rehearse(machine, driver, known, driver.enginePort(), scripts);
    }

    private void rehearse(Machine machine, Driver driver, KnownHost known, int port, List<ProvisionScript> scripts) {
        Host rehearsal = new Host(
                new DryRunHost(known.host().remote(), console), known.host().facts());
        SetupOptions setup = setup(machine, driver.driverName(), port);
        UserScripts.rehearse(rehearsal, scripts, true);
        mountShares(rehearsal, driver);
        new HostSetup(
                        rehearsal,
                        known.distribution(),
                        setup,
                        new DryRunCertificates(CertificateFiles.of(layout, machine)),
                        console)
                .run();
        UserScripts.rehearse(rehearsal, scripts, false);
    }

    @Override
    public void awaitEngine(Machine machine, Driver driver) {
        onHost(machine, driver, known -> {
            known.awaitEngine(EnginePort.of(driver));
            return known;
        });
        new AddressWarning(layout, console, environment).of(machine, driver);
    }

    @Override
    public <T> T onHost(Machine machine, Driver driver, Function<KnownHost, T> work) {
        try (SshExecutor executor = login(machine, driver)) {
            return work.apply(detect(remote(machine, executor)));
        }
    }

    private SshExecutor login(Machine machine, Driver driver) {
        return ssh.open(target(machine, driver));
    }

    private SshTarget target(Machine machine, Driver driver) {
        if (!driver.capabilities().ssh()) {
            throw new JmException("machine \"" + machine.name() + "\" is only recorded (driver "
                    + driver.driverName() + "): its engine and certificates are managed elsewhere, so there is nothing"
                    + " to set up, upgrade or renew");
        }
        return new SshTargets(layout, environment).of(machine.name(), driver);
    }

    private RemoteHost remote(Machine machine, SshExecutor executor) {
        // with docker-machine's defaults the machine directory has docker-machine's files only
        ProvisionLog log = new ProvisionLog(
                environment.usesDockerMachineDefaults() ? null : layout.provisionLog(machine.name()), ticker);
        return new SshHost(executor, log, console, ticker);
    }

    /**
     * Returns what to do about a login that the new machine refuses. A host that exists does so until the user corrects it,
     * unless it is still being set up: then the user sets the timeouts.
     */
    private String remedy(Machine machine, Driver driver) {
        boolean waits = environment.calledAsDockerMachine()
                || !SshTimeouts.from(environment).equals(SshTimeouts.defaults());
        if (waits || !driver.capabilities().existingHost()) {
            return "";
        }
        List<String> options = new ArrayList<>(driver.hostOptions().keySet());
        return options.size() < 2
                ? ""
                : "The host refuses this login. For another user or key, add --" + options.get(0) + " or --"
                        + options.get(1) + " to \"" + environment.program() + " create --resume " + machine.name()
                        + "\"";
    }

    private KnownHost detect(RemoteHost remote) {
        return detect(remote, "");
    }

    private KnownHost detect(RemoteHost remote, String remedy) {
        new SshWait(console, ticker, SshTimeouts.from(environment), remedy).until(remote);
        console.info("Detecting the provisioner...");
        SshReply release = remote.query(OS_RELEASE);
        if (!release.succeeded()) {
            throw Host.failure(OS_RELEASE, release).within("Error getting SSH command");
        }
        HostFacts facts = HostFacts.parse(remote.query(HostFacts.COMMAND).output());
        return new KnownHost(new Host(remote, facts), Distros.find(OsRelease.parse(release.output()), facts));
    }

    private void mountShares(Host host, Driver driver) {
        List<SharedDirectory> shares = driver.shares();
        if (!shares.isEmpty()) {
            new SharedDirectories(host, console).mount(shares);
        }
    }

    private void setUp(Machine machine, Driver driver, KnownHost known, boolean renew) {
        setUp(machine, driver, known, certificates(machine, driver, renew));
    }

    private DirectoryCertificates certificates(Machine machine, Driver driver, boolean renew) {
        return new DirectoryCertificates(
                CertificateFiles.of(layout, machine),
                machine,
                driver.ip(),
                driver.sshKeyPath(),
                renew,
                issuer,
                environment,
                ticker);
    }

    private void setUp(Machine machine, Driver driver, KnownHost known, MachineCertificates certificates) {
        // before the engine starts containers that use them
        mountShares(known.host(), driver);
        new HostSetup(
                        known.host(),
                        known.distribution(),
                        setup(machine, driver.driverName(), EnginePort.of(driver)),
                        certificates,
                        console)
                .run();
        if (machine.swarm().isSwarm()) {
            console.error("Warning: current engines have no classic Swarm: its options are kept in config.json,"
                    + " but no swarm container is started");
        }
    }

    private static SetupOptions setup(Machine machine, String driverName, int port) {
        return new SetupOptions(machine.name(), driverName, machine.engine(), port);
    }
}
