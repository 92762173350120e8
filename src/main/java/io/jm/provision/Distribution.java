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

/** What is special about one family of systems; everything has the default of a modern Linux with systemd. */
public abstract class Distribution {
    /** The address of Docker's own install script, which the user may replace. */
    public static final String INSTALL_SCRIPT = "https://get.docker.com";

    private static final Duration CLOUD_INIT_LIMIT = Duration.ofMinutes(10);
    private final String name;

    protected Distribution(String name) {
        this.name = name;
    }

    /** The name as the user reads it. */
    public final String name() {
        return name;
    }

    /** The directory on the host for the engine's certificates. */
    public String directory() {
        return "/etc/docker";
    }

    public EngineConfigFile configFile() {
        return new SystemdDropIn();
    }

    public Service service() {
        return new Systemd();
    }

    /** Whether the user is told before the engine is installed. */
    public boolean announcesInstall() {
        return false;
    }

    /** Where the daemon's program usually is. */
    public String defaultDaemon() {
        return "/usr/bin/dockerd";
    }

    /** Gives the host its name, also for its next start. */
    public void setHostname(Host host, String hostname) {
        HostName.set(host, hostname);
    }

    /** Puts an engine on a host that has none, by the family's own packages. */
    protected abstract void installPackages(Host host);

    /** Whether Docker's install script knows the system; if not, only the user's own script is run. */
    protected boolean supportsInstallScript() {
        return false;
    }

    /** Puts an engine on a host that has none. */
    public void install(Host host, String installUrl) {
        waitForCloudInit(host);
        boolean ownScript = !installUrl.equals(INSTALL_SCRIPT);
        if (ownScript || supportsInstallScript()) {
            prepareScript(host);
            SshReply reply = InstallScript.run(host, installUrl);
            if (reply.succeeded()) {
                return;
            }
            if (ownScript || !InstallScript.refusesTheSystem(reply)) {
                throw new JmException("error installing docker: " + InstallScript.lastLines(reply));
            }
        }
        installPackages(host);
    }

    /** Makes sure that the install script can be fetched. */
    protected void prepareScript(Host host) {
        if (!host.has("curl") && !host.has("wget")) {
            packages(host).install(host, List.of("curl"));
        }
    }

    /** The tool that installs packages here. */
    protected abstract PackageManager packages(Host host);

    /** Packages that may hold the engine, the first one found is upgraded. */
    protected List<String> enginePackages() {
        return List.of("docker-ce", "docker.io", "moby-engine", "docker-engine", "docker");
    }

    /** Brings packages in order that an interrupted install left half-way. */
    public void repairPackages(Host host) {
        // most package managers do so by themselves
    }

    /** Brings the engine's package up to date. */
    public void upgrade(Host host) {
        PackageManager tool = packages(host);
        for (String candidate : enginePackages()) {
            if (tool.has(host, candidate)) {
                tool.upgrade(host, candidate);
                return;
            }
        }
        throw new JmException("no package of the engine was found on the host, so it cannot be upgraded (looked for "
                + String.join(", ", enginePackages()) + ")");
    }

    /** Removes an engine from the time before its packages got their present names. */
    public void removeLegacyEngine(Host host) {
        // only Debian's family had such packages
    }

    /**
     * The storage driver if the user chose none; empty leaves it to the engine.
     *
     * @param engineVersion the engine's version, such as {@code 28.2.2}
     */
    public String storageDriver(Host host, String wanted, String engineVersion) {
        if (!wanted.isEmpty()) {
            return wanted;
        }
        if (EngineVersion.major(engineVersion) < 29) {
            return "overlay2";
        }
        // From 29 on a fresh engine keeps images in containerd; an older store under overlay2 must stay in use.
        return host.askAsRoot("test -d /var/lib/docker/overlay2").succeeded() ? "overlay2" : "";
    }

    /** Lets clients reach the engine's port if the host has a firewall that is switched on. */
    public void openPort(Host host, int port, Console console) {
        Firewall.open(host, port, console);
    }

    private static void waitForCloudInit(Host host) {
        if (host.has("cloud-init")) {
            // it holds the package manager's lock meanwhile; status 2 means done with recoverable errors
            host.askAsRoot("timeout " + CLOUD_INIT_LIMIT.toSeconds() + " cloud-init status --wait");
        }
    }
}
