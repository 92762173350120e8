package io.jm.provision;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.provision.engine.EngineConfigFile;
import io.jm.provision.engine.InstallScript;
import io.jm.provision.engine.SystemdDropIn;
import io.jm.provision.host.EngineVersion;
import io.jm.provision.host.Firewall;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostName;
import io.jm.provision.host.Service;
import io.jm.provision.host.Systemd;
import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.List;

/** One family of Linux distributions; each method defaults to a modern Linux with systemd. */
public abstract class Distribution {
    /** The URL of Docker's own install script, the default of {@code --engine-install-url}. */
    public static final String INSTALL_SCRIPT = "https://get.docker.com";

    private static final Duration CLOUD_INIT_TIMEOUT = Duration.ofMinutes(10);
    private final String name;

    protected Distribution(String name) {
        this.name = name;
    }

    /** Returns the name shown to the user. */
    public final String name() {
        return name;
    }

    /** Returns the directory on the host for the engine's certificates. */
    public String directory() {
        return "/etc/docker";
    }

    /** Returns the file for the engine's options. */
    public EngineConfigFile configFile() {
        return new SystemdDropIn();
    }

    /** Returns the service that runs the engine. */
    public Service service() {
        return new Systemd();
    }

    /** Whether a message announces the installation of the engine. */
    public boolean announcesInstall() {
        return false;
    }

    /** Returns the default path of the dockerd program. */
    public String defaultDaemon() {
        return "/usr/bin/dockerd";
    }

    /** Sets the host name, now and for the next boot. */
    public void setHostname(Host host, String hostname) {
        HostName.set(host, hostname);
    }

    /** Installs the engine from the distribution's own packages. */
    protected abstract void installPackages(Host host);

    /** Whether Docker's install script supports the distribution; otherwise only a script of the user's own is run. */
    protected boolean supportsInstallScript() {
        return false;
    }

    /** Installs the engine, by script or from packages. */
    public void install(Host host, String installUrl) {
        waitForCloudInit(host);
        boolean customScript = !installUrl.equals(INSTALL_SCRIPT);
        if (customScript || supportsInstallScript()) {
            prepareScript(host);
            SshReply reply = InstallScript.run(host, installUrl);
            if (reply.succeeded()) {
                return;
            }
            if (customScript || !InstallScript.isUnsupported(reply)) {
                throw new InstallException(installUrl, InstallScript.lastLines(reply));
            }
        }
        installPackages(host);
    }

    /** Makes sure that the host has a program to download the install script with. */
    protected void prepareScript(Host host) {
        if (!host.has("curl") && !host.has("wget")) {
            packages(host).install(host, List.of("curl"));
        }
    }

    /** Returns the package manager. */
    protected abstract PackageManager packages(Host host);

    /** Returns the packages that may contain the engine; the first one installed is upgraded. */
    protected List<String> enginePackages() {
        return List.of("docker-ce", "docker.io", "moby-engine", "docker-engine", "docker");
    }

    /** Repairs packages after an interrupted installation. */
    public void repairPackages(Host host) {
        // most package managers do this automatically
    }

    /** Upgrades the engine's package. */
    public void upgrade(Host host) {
        PackageManager tool = packages(host);
        for (String candidate : enginePackages()) {
            if (tool.has(host, candidate)) {
                tool.upgrade(host, candidate);
                return;
            }
        }
        throw new JmException("the engine cannot be upgraded: none of its packages is installed on the host (checked: "
                + String.join(", ", enginePackages()) + ")");
    }

    /** Removes an engine that was installed under a package name of docker-machine's time. */
    public void removeLegacyEngine(Host host) {
        // only the Debian family had such packages
    }

    /**
     * Checks the storage driver that the user specified, or an empty text, before anything is installed.
     *
     * @throws JmException if the distribution does not support it
     */
    public void checkStorageDriver(String wanted) {
        // most support what their engine supports
    }

    /**
     * Returns the storage driver to configure; empty to leave the choice to the engine.
     *
     * @param wanted the storage driver that the user specified, or empty
     * @param engineVersion the engine's version, such as {@code 28.2.2}
     */
    public String storageDriver(Host host, String wanted, String engineVersion) {
        if (!wanted.isEmpty()) {
            return wanted;
        }
        if (EngineVersion.major(engineVersion) < 29) {
            return "overlay2";
        }
        // since version 29 a new engine keeps images in containerd; an existing overlay2 store must stay in use
        return host.queryAsRoot("test -d /var/lib/docker/overlay2").succeeded() ? "overlay2" : "";
    }

    /** Opens the engine's port in the host's firewall if one is active. */
    public void openPort(Host host, int port, Console console) {
        Firewall.open(host, port, console);
    }

    private static void waitForCloudInit(Host host) {
        if (host.has("cloud-init")) {
            // cloud-init holds the package manager's lock; its status 2 means done with recoverable errors
            host.queryAsRoot("timeout " + CLOUD_INIT_TIMEOUT.toSeconds() + " cloud-init status --wait");
        }
    }
}
