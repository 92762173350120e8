package io.jm.provision;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.provision.engine.DaemonJson;
import io.jm.provision.engine.DaemonPath;
import io.jm.provision.engine.EngineConfigFile;
import io.jm.provision.engine.EngineSettings;
import io.jm.provision.engine.MachineCertificates;
import io.jm.provision.engine.StorageDrivers;
import io.jm.provision.engine.SystemdDropIn;
import io.jm.provision.host.EngineVersion;
import io.jm.provision.host.Host;
import io.jm.provision.host.ListeningPorts;
import io.jm.provision.host.RemoteFile;
import io.jm.provision.host.Service;
import io.jm.provision.host.UnfinishedInstall;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import java.time.Duration;

/** Provisions a host; steps whose result is already there change nothing. */
public final class HostSetup {
    private static final Duration ENGINE_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration AUTOMATIC_RESTART_TIMEOUT = Duration.ofSeconds(10);
    /** The exit status of systemctl and init scripts for a missing service. */
    private static final int NO_SUCH_UNIT = 5;

    private static final int MAX_WARNINGS = 10;
    private static final int LOG_LINES = 30;
    private static final Duration PORT_TIMEOUT = Duration.ofSeconds(30);

    private final Host host;
    private final Distribution distribution;
    private final SetupOptions setup;
    private final MachineCertificates certificates;
    private final Console console;

    public HostSetup(
            Host host,
            Distribution distribution,
            SetupOptions setup,
            MachineCertificates certificates,
            Console console) {
        this.host = host;
        this.distribution = distribution;
        this.setup = setup;
        this.certificates = certificates;
        this.console = console;
    }

    /**
     * Runs all steps that are needed.
     *
     * @return whether the engine was restarted
     */
    public boolean run() {
        console.progress("Checking root access");
        checkRootAccess();
        // fails now instead of after the installation
        distribution.checkStorageDriver(setup.engine().storageDriver());
        boolean exists = ExistingEngine.isOn(host, distribution.service());
        console.progress("Setting the host name");
        distribution.setHostname(host, setup.machineName());
        String version = engineVersion(exists);
        boolean changed = writeCertificates();
        console.info("Setting Docker configuration on the remote daemon...");
        console.progress("Configuring the engine");
        changed |= writeConfiguration(version);
        boolean restarted = changed || !isListening() || isOlderThanItsFiles();
        if (restarted) {
            console.progress("Restarting the engine");
            restart(host, distribution.service(), setup.port());
        }
        distribution.openPort(host, setup.port(), console);
        waitForPort(host, distribution.service(), setup.port());
        distribution.service().enable(host);
        console.clearProgress();
        return restarted;
    }

    private void checkRootAccess() {
        String prefix = host.facts().rootPrefix();
        if (!prefix.equals("sudo ")) {
            return;
        }
        String command = "sudo -n true";
        SshReply reply = host.query(command);
        if (!reply.succeeded()) {
            JmException failure = Host.failure(command, reply);
            throw new JmException(failure.getMessage().strip()
                    + "\nThe SSH user must be root or be allowed to use sudo without a password.");
        }
    }

    private String engineVersion(boolean exists) {
        boolean usable = exists && (setup.installsNothing() || !UnfinishedInstall.isOn(host));
        if (distribution.announcesInstall()) {
            console.info("Installing Docker...");
        }
        if (usable) {
            return host.facts().engineVersion();
        }
        install();
        SshReply reply = host.query(EngineVersion.COMMAND);
        // in a dry run there is no engine that could answer
        String answer = reply.succeeded() ? reply.output() : "";
        String version = EngineVersion.of(answer);
        if (version.isEmpty() && !answer.isEmpty()) {
            throw new JmException(
                    "DockerClientVersion: cannot parse version string from \"" + Excerpt.line(answer) + "\"");
        }
        return version;
    }

    private void install() {
        if (setup.installsNothing()) {
            throw new JmException(
                    "error installing docker: the host has no Docker engine, and installing one is disabled"
                            + " (the install URL is \"" + setup.engine().installUrl() + "\")");
        }
        console.progress("Installing the engine");
        if (UnfinishedInstall.isOn(host)) {
            distribution.repairPackages(host);
        }
        UnfinishedInstall.mark(host);
        distribution.install(host, setup.engine().installUrl());
        UnfinishedInstall.clear(host);
        distribution.service().start(host);
        String command = host.facts().rootPrefix() + "docker version";
        boolean up = host.remote()
                .pollUntil(
                        command,
                        SshReply::succeeded,
                        ENGINE_TIMEOUT,
                        reply -> console.info("Error getting SSH command to check if the daemon is up: "
                                + Host.failure(command, reply).getMessage()));
        if (!up) {
            throw new JmException("Maximum number of retries (60) exceeded", ErrorCode.ENGINE, null);
        }
    }

    private boolean writeCertificates() {
        console.info("Copying certs to the local machine directory...");
        console.progress("Creating certificates");
        MachineCertificates.Issued issued = certificates.issue();
        console.info("Copying certs to the remote machine...");
        console.progress("Copying certificates");
        String directory = distribution.directory();
        boolean changed = host.write(RemoteFile.open(directory + "/ca.pem", issued.ca()));
        changed |= host.write(RemoteFile.open(directory + "/server.pem", issued.certificate()));
        changed |= host.write(RemoteFile.secret(directory + "/server-key.pem", issued.key()));
        return changed;
    }

    private boolean writeConfiguration(String version) {
        DaemonJson own = DaemonJson.read(host);
        String wanted = setup.engine().storageDriver();
        String storage =
                wanted.isEmpty() && own.sets("storage-driver") ? "" : distribution.storageDriver(host, wanted, version);
        StorageDrivers.requireSupported(storage, version);
        EngineSettings settings = EngineSettings.of(
                setup.engine(),
                setup.driverName(),
                DaemonPath.find(host, distribution.defaultDaemon(), version),
                distribution.directory(),
                setup.port(),
                storage);
        own.refuseConflicts(settings);
        EngineConfigFile file = distribution.configFile();
        boolean changed = host.write(RemoteFile.open(file.path(), file.text(settings)));
        if (file.path().equals(SystemdDropIn.PATH)) {
            warnOfLaterDropIns();
        }
        return changed;
    }

    private void warnOfLaterDropIns() {
        String directory = SystemdDropIn.PATH.substring(0, SystemdDropIn.PATH.lastIndexOf('/'));
        String found = host.query("grep -l '^ExecStart=' " + directory + "/*.conf 2>/dev/null")
                .output();
        int warnings = 0;
        for (String path : Excerpt.lines(found)) {
            if (path.startsWith(directory) && path.compareTo(SystemdDropIn.PATH) > 0 && ++warnings <= MAX_WARNINGS) {
                console.error("Warning: " + Excerpt.line(path)
                        + " on the host also sets the engine's start command and overrides " + SystemdDropIn.PATH);
            }
        }
    }

    /** Whether the engine was started before its files were written, as after a run that was interrupted in between. */
    private boolean isOlderThanItsFiles() {
        String directory = distribution.directory();
        return host.queryAsRoot(
                        "find " + directory + "/ca.pem " + directory + "/server.pem " + directory + "/server-key.pem "
                                + distribution.configFile().path() + " -newer /var/run/docker.pid 2>/dev/null")
                .output()
                .contains("/");
    }

    private boolean isListening() {
        return ListeningPorts.contains(host.query(ListeningPorts.COMMAND).output(), setup.port());
    }

    /**
     * Restarts the engine. If that fails, the service manager may try again by itself, so the port is polled for a
     * short time.
     *
     * @throws JmException if the engine does not start, with the command's output and the engine's log
     */
    public static void restart(Host host, Service service, int port) {
        SshReply reply = service.restart(host);
        if (reply.succeeded() || reply.status() != NO_SUCH_UNIT && listens(host, port, AUTOMATIC_RESTART_TIMEOUT)) {
            return;
        }
        String log = logOf(host, service);
        JmException failure = Host.failure(host.facts().rootPrefix() + service.restartCommand(), reply);
        throw new JmException(
                failure.getMessage().strip() + (log.isEmpty() ? "" : "\n" + log), ErrorCode.ENGINE, failure);
    }

    private static boolean listens(Host host, int port, Duration timeout) {
        return host.remote()
                .pollUntil(
                        ListeningPorts.COMMAND,
                        reply -> ListeningPorts.contains(reply.output(), port),
                        timeout,
                        reply -> {});
    }

    /**
     * Waits until a process listens on the engine's port.
     *
     * @throws JmException with docker-machine's message, followed by the engine's log
     */
    public static void waitForPort(Host host, Service service, int port) {
        if (!listens(host, port, PORT_TIMEOUT)) {
            String log = logOf(host, service);
            throw new JmException(
                    "Unable to verify the Docker daemon is listening: Maximum number of retries (10) exceeded"
                            + (log.isEmpty() ? "" : "\n" + log),
                    ErrorCode.ENGINE,
                    null);
        }
    }

    private static String logOf(Host host, Service service) {
        String log = Excerpt.lastLines(host.queryAsRoot(service.logCommand()).output(), LOG_LINES);
        // printed by journalctl if there are none
        return log.equals("-- No entries --") ? "" : log;
    }
}
