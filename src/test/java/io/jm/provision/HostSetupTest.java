package io.jm.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.EngineOptions;
import io.jm.provision.distro.Distros;
import io.jm.provision.engine.MachineCertificates;
import io.jm.provision.engine.SystemdDropIn;
import io.jm.provision.host.DryRunHost;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.OsRelease;
import io.jm.provision.host.RemoteHost;
import io.jm.ssh.SshException;
import io.jm.ssh.SshReply;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostSetupTest {
    private static final String DEBIAN = "ID=debian\nVERSION_ID=\"12\"\n";
    private static final String DAEMON_JSON = "/etc/docker/daemon.json";

    private final ObjectNode engine =
            JsonNodeFactory.instance.objectNode().put("InstallURL", Distribution.INSTALL_SCRIPT);
    private final RecordingConsole lines = new RecordingConsole();
    private final ScriptedHost host = new ScriptedHost(DEBIAN);

    @Test
    void changesAndRestartsNothingTheSecondTime() {
        assertTrue(setUp(host));
        int restarts = host.restarts;
        host.changes.clear();

        assertFalse(setUp(host));

        assertEquals(List.of(), host.changes);
        assertEquals(restarts, host.restarts);
    }

    @Test
    void isCompletedByTheNextRunWhereverTheConnectionWasCut() {
        setUp(host);
        for (int steps = 0; ; steps++) {
            ScriptedHost cut = new ScriptedHost(DEBIAN);
            cut.commandsUntilCut = steps;
            boolean complete = completes(cut);
            cut.commandsUntilCut = Integer.MAX_VALUE;
            if (!complete) {
                setUp(cut);
            }
            assertEquals(host.files, cut.files, "cut after " + steps);
            assertTrue(cut.restarts >= 1, "cut after " + steps);
            if (complete) {
                assertTrue(steps > 15, "the counter cut at every step");
                return;
            }
        }
    }

    private boolean completes(ScriptedHost cut) {
        try {
            setUp(cut);
            return true;
        } catch (SshException e) {
            return false;
        }
    }

    @Test
    void restartsAnEngineThatHasNotReadItsFiles() {
        setUp(host);
        host.answers.put("-newer", new SshReply(0, "/etc/docker/server.pem\n"));
        assertTrue(setUp(host));
    }

    @Test
    void sendsTheKeyOnStandardInputOnly() {
        setUp(host);
        assertFalse(String.join("\n", host.changes).contains("KEY"));
        assertEquals("KEY", host.files.get("/etc/docker/server-key.pem"));
        assertEquals("0600", host.modes.get("/etc/docker/server-key.pem"));
    }

    @Test
    void reportsASettingThatDaemonJsonSetsToo() {
        engine.putArray("RegistryMirror").add("https://mirror.example");
        host.files.put(DAEMON_JSON, "{\"registry-mirrors\": [], \"bip\": \"10.0.0.1/16\"}");
        JmException refusal = assertThrows(JmException.class, () -> setUp(host));
        assertTrue(refusal.getMessage().contains("sets registry-mirrors, which"), refusal.getMessage());
        assertEquals(0, host.restarts);
    }

    @Test
    void leavesTheStorageDriverToDaemonJson() {
        host.files.put(DAEMON_JSON, "{\"storage-driver\": \"btrfs\"}");
        setUp(host);
        assertFalse(dropIn().contains("--storage-driver"));
    }

    @Test
    void leavesTheImageStoreToANewEngine() {
        host.versionAfterInstall = "29.0.1";
        setUp(host);
        assertFalse(dropIn().contains("--storage-driver"));
    }

    @Test
    void refusesAStorageDriverThatTheEngineNoLongerHas() {
        engine.put("StorageDriver", "aufs");
        JmException refusal = assertThrows(JmException.class, () -> setUp(host));
        assertTrue(refusal.getMessage().startsWith("Unsupported storage driver: aufs"));
    }

    @Test
    void findsThePathOfTheDaemon() {
        host.daemon = "/usr/sbin/dockerd";
        setUp(host);
        assertTrue(dropIn().contains("ExecStart=/usr/sbin/dockerd -H"));
    }

    @Test
    void installsNothingIfDisabled() {
        engine.put("InstallURL", "none");
        JmException refusal = assertThrows(JmException.class, () -> setUp(host));
        assertTrue(refusal.getMessage().startsWith("error installing docker: "));
        assertFalse(String.join("\n", host.changes).contains("get.docker.com"));
    }

    @Test
    void showsTheEndOfAFailedInstall() {
        host.answers.put("mktemp", new SshReply(1, "E: Unable to locate package\n"));
        JmException failure = assertThrows(JmException.class, () -> setUp(host));
        assertEquals("error installing docker: E: Unable to locate package", failure.getMessage());
    }

    @Test
    void repairsAnInterruptedInstallation() {
        host.answers.put("mktemp", new SshReply(255, "Unpacking docker.io"));
        JmException failure = assertThrows(JmException.class, () -> setUp(host));
        assertEquals(
                "error installing docker: Unpacking docker.io\nthe connection was lost or the script was killed",
                failure.getMessage());
        host.answers.clear();
        host.engineVersion = "28.2.2";
        host.changes.clear();

        setUp(host);

        assertTrue(String.join("\n", host.changes).contains("dpkg --configure -a"));
        assertEquals(
                1, host.changes.stream().filter(line -> line.contains("mktemp")).count());
    }

    @Test
    void installsTheDistributionsPackageIfTheScriptDoesNotSupportIt() {
        host.answers.put("mktemp", new SshReply(1, "ERROR: Unsupported distribution 'pop'\n"));
        setUp(host);
        assertTrue(String.join("\n", host.changes).contains("install -y docker.io"));
    }

    @Test
    void retriesWhileThePackageManagerIsLocked() {
        host.answers.put("mktemp", new SshReply(1, "E: Could not get lock /var/lib/dpkg/lock-frontend\n"));
        assertThrows(JmException.class, () -> setUp(host));
        assertEquals(
                60,
                host.changes.stream().filter(line -> line.contains("mktemp")).count());
    }

    @Test
    void doesNotTakePodmanForAnEngine() {
        host.answers.put("uid", new SshReply(0, ""));
        HostFacts facts = HostFacts.parse("docker podman version 5.2.2\n");
        assertEquals("", facts.engineVersion());
    }

    @Test
    void reportsThatTheSshUserCannotBecomeRoot() {
        host.answers.put("sudo -n true", new SshReply(1, "sudo: a password is required\n"));
        JmException refusal = assertThrows(JmException.class, () -> setUp(host));
        assertTrue(refusal.getMessage().contains("sudo: a password is required"));
        assertEquals(List.of(), host.changes);
    }

    @Test
    void showsTheEnginesLogIfItDoesNotListen() {
        host.engineComesUp = false;
        host.answers.put("journalctl", new SshReply(0, "dockerd: unknown flag\n"));
        JmException failure = assertThrows(JmException.class, () -> setUp(host));
        assertEquals(
                "Unable to verify the Docker daemon is listening: Maximum number of retries (10) exceeded\n"
                        + "dockerd: unknown flag",
                failure.getMessage());
    }

    @Test
    void reportsASnapBeforeAnythingIsWritten() {
        host.engineVersion = "24.0.5";
        host.answers.put(
                "uid",
                new SshReply(
                        0,
                        "uid 0\nsystemd\nhas docker /snap/bin/docker\n"
                                + "docker Docker version 24.0.5, build ced0996\n"));
        JmException refusal = assertThrows(JmException.class, () -> setUp(host));
        assertTrue(refusal.getMessage().startsWith("the host's Docker engine is a snap (/snap/bin/docker)"));
        assertEquals(List.of(), host.changes);
        assertTrue(host.files.isEmpty());
    }

    @Test
    void reportsAnEngineWithoutAServiceBeforeAnythingIsWritten() {
        host.engineVersion = "28.2.2";
        host.programs.add("docker");
        host.programs.add("dockerd");
        host.answers.put("LoadState", new SshReply(0, "LoadState=not-found\n"));
        JmException refusal = assertThrows(JmException.class, () -> setUp(host));
        assertTrue(refusal.getMessage().contains("(/usr/bin/docker, version 28.2.2) but no service"));
        assertEquals(List.of(), host.changes);
    }

    @Test
    void installsAnEngineIfThereIsOnlyAClient() {
        host.engineVersion = "28.2.2";
        host.answers.put("LoadState", new SshReply(0, "LoadState=not-found\n"));
        setUp(host);
        assertTrue(String.join("\n", host.changes).contains("get.docker.com"));
    }

    @Test
    void stopsAtAFailedRestart() {
        host.engineComesUp = false;
        host.answers.put("-f restart docker", new SshReply(1, "Job for docker.service failed.\n"));
        host.answers.put("journalctl", new SshReply(0, "dockerd: unknown flag\n"));
        JmException failure = assertThrows(JmException.class, () -> setUp(host));
        assertEquals(
                "ssh command error:\ncommand : sudo systemctl -f restart docker\nerr     : exit status 1\n"
                        + "output  : Job for docker.service failed.\ndockerd: unknown flag",
                failure.getMessage());
    }

    @Test
    void continuesIfTheServiceManagerRestartsTheEngine() {
        host.answers.put("-f restart docker", new SshReply(1, "Job for docker.service failed.\n"));
        host.answers.put("ss -tln", new SshReply(0, "LISTEN 0 4096 *:2376 *:*\n"));
        assertTrue(setUp(host));
    }

    @Test
    void aDryRunChangesNothing() {
        setUp(new DryRunHost(host, lines.console()));
        assertEquals(List.of(), host.changes);
        assertTrue(lines.out().contains("tee " + SystemdDropIn.PATH));
        assertTrue(lines.out().contains("systemctl -f restart docker"));
        assertFalse(lines.out().contains("KEY"));
    }

    @Test
    void aDryRunPrintsAnInstallationThatIsNotDone() {
        host.answers.put("docker --version", new SshReply(127, "bash: line 1: docker: command not found\n"));
        setUp(new DryRunHost(host, lines.console()));
        assertTrue(lines.out().contains("systemctl -f restart docker"));
    }

    private boolean setUp(RemoteHost remote) {
        HostFacts facts = HostFacts.parse(remote.query(HostFacts.COMMAND).output());
        Distribution distribution = Distros.find(OsRelease.parse(DEBIAN), facts);
        SetupOptions setup = new SetupOptions("box", "generic", new EngineOptions(engine), 2376);
        MachineCertificates certificates = () -> new MachineCertificates.Issued("CA", "CERT", "KEY");
        return new HostSetup(new Host(remote, facts), distribution, setup, certificates, lines.console()).run();
    }

    private String dropIn() {
        return host.files.getOrDefault(SystemdDropIn.PATH, "");
    }
}
