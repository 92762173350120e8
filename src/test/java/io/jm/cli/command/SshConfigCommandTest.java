package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineSize;
import io.jm.lifecycle.SshConfigFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigCommandTest {
    private Path home;
    private FileStore store;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    @BeforeEach
    void open(@TempDir Path temporary) {
        home = temporary;
        store = new FileStore(new StoreLayout(home.resolve("my store")), "jm", SilentConsole.INSTANCE);
        variables.put("HOME", home.toString());
        variables.put("MACHINE_STORAGE_PATH", store.layout().root().toString());
        add("box", "192.0.2.7");
    }

    private final class Cloud extends IdleDriver {
        Cloud(DriverContext context) {
            super(context);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(false, true, true, false, true);
        }

        @Override
        public String sshHostname() {
            String host = hosts.getOrDefault(context.machineName(), "");
            if (host.isEmpty()) {
                throw new JmException("\"" + context.machineName() + "\" has no address");
            }
            return host;
        }

        @Override
        public void resize(MachineSize size) {
            // any change will do
        }

        @Override
        public String sshKeyPath() {
            return keys.getOrDefault(context.machineName(), "");
        }
    }

    private void add(String name, String host) {
        hosts.put(name, host);
        store.save(new MachineDocument(store.layout(), name, new MachineDocument.Certificates("", "", "", ""))
                .machine(name, "hetzner"));
    }

    private Jm.Result run(String... arguments) {
        return as("jm", arguments);
    }

    private Jm.Result as(String program, String... arguments) {
        return OwnDrivers.jm(new Environment(variables, home, program, false), (name, context) -> new Cloud(context))
                .run(arguments);
    }

    private String block(String name, String alias, String host) {
        return "# Machine \"" + name + "\" (jm, hetzner)\nHost " + alias + "\n  HostName " + host
                + "\n  Port 22\n  User root\n  UserKnownHostsFile \""
                + store.layout().knownHosts(name) + "\"\n  HostKeyAlias " + name
                + "\n  StrictHostKeyChecking accept-new\n";
    }

    private String written() throws IOException {
        return Files.readString(store.layout().sshConfig());
    }

    @Test
    void printsWhatALoginNeeds() {
        keys.put("box", "/keys/100% mine/id");
        assertEquals(
                block("box", "box", "192.0.2.7")
                        .replace(
                                "  UserKnown",
                                "  IdentityFile \"/keys/100%% mine/id\"\n  IdentitiesOnly yes\n  UserKnown"),
                run("ssh-config", "box").succeeded().out());
        variables.put("MACHINE_HOST_KEY_CHECK", "off");
        String off = run("ssh-config").succeeded().out();
        assertTrue(off.endsWith("  UserKnownHostsFile /dev/null\n  StrictHostKeyChecking no\n"), off);
        variables.put("MACHINE_HOST_KEY_CHECK", "strict");
        String strict = run("ssh-config", "--all").succeeded().out();
        assertTrue(strict.endsWith("  StrictHostKeyChecking yes\n"), strict);
        assertFalse(Files.exists(store.layout().sshConfig()));
    }

    @Test
    void aMachineWithNowhereToLogInToIsAComment() {
        add("away", "");
        Jm.Result all = run("ssh-config").succeeded();
        assertEquals(
                "# Machine \"away\" (jm, hetzner): \"away\" has no address\n\n" + block("box", "box", "192.0.2.7"),
                all.out());
        assertEquals("", all.err());
        String absent = run("ssh-config", "absent", "box").failed().out();
        assertEquals(block("box", "box", "192.0.2.7"), absent);
    }

    @Test
    void whatSshConfigCannotExpressIsLeftOut() {
        keys.put("box", "/keys/\"quoted\"/id");
        Jm.Result printed = run("ssh-config").succeeded();
        assertTrue(printed.out().startsWith("# Machine \"box\" (jm, hetzner): left out, because "), printed.out());
        assertEquals(1, printed.out().lines().count());
        assertTrue(printed.err().startsWith("The machine \"box\" is left out: "), printed.err());
    }

    @Test
    void writesAFileThatTheUsersConfigurationIncludes() throws IOException {
        String wrote = run("ssh-config", "--write").succeeded().out();
        assertEquals("Wrote 1 host to " + store.layout().sshConfig() + "; try: ssh box\n", wrote);
        assertEquals(
                "# The machines of jm for ssh; jm writes this file\n\n" + block("box", "box", "192.0.2.7"), written());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(store.layout().sshConfig())));
        String config = Files.readString(home.resolve(".ssh/config"));
        assertTrue(config.endsWith("\nInclude \"" + store.layout().sshConfig() + "\"\n"), config);
        run("ssh-config", "--write").succeeded();
        assertEquals(config, Files.readString(home.resolve(".ssh/config")));
        run("ssh-config", "--remove").succeeded();
        assertEquals("", Files.readString(home.resolve(".ssh/config")));
        assertFalse(Files.exists(store.layout().sshConfig()));
    }

    @Test
    void jumpHostsComeAlong() throws IOException {
        run("ssh-config", "--write").succeeded();
        variables.put("MACHINE_SSH_CONFIG", "/nowhere");
        run("set", "box", "--ssh-jump", "ops@bastion,[fd00::1]:2222").succeeded();
        assertTrue(written().endsWith("accept-new\n  ProxyJump ops@bastion,[fd00::1]:2222\n"), written());
        run("set", "box", "--ssh-jump", "none").succeeded();
        assertFalse(written().contains("ProxyJump"), written());
    }

    @Test
    void theFileFollowsItsMachines() throws IOException {
        add("web", "192.0.2.8");
        run("set", "box", "--memory", "4096").succeeded();
        assertFalse(Files.exists(store.layout().sshConfig()), "nobody asked for it");
        run("ssh-config", "--write").succeeded();
        hosts.put("box", "192.0.2.70");
        hosts.put("web", "192.0.2.80");
        as("docker-machine", "set", "box", "--memory", "4096").succeeded();
        String header = "# The machines of jm for ssh; jm writes this file\n\n";
        assertEquals(header + block("box", "box", "192.0.2.70") + "\n" + block("web", "web", "192.0.2.8"), written());
        hosts.put("web", "");
        run("set", "web", "--memory", "4096").succeeded();
        assertTrue(written().endsWith(block("web", "web", "192.0.2.8")), "it keeps its last address");
        run("rm", "-y", "box").succeeded();
        assertEquals(header + block("web", "web", "192.0.2.8"), written());
    }

    @Test
    void tellsWhichMachinesTheFileDoesNotFit() {
        run("ssh-config", "--write").succeeded();
        Environment environment = new Environment(variables, home, "jm", false);
        SshConfigFile file = new SshConfigFile(store.layout(), SilentConsole.INSTANCE, environment);
        Machine box = store.load("box");
        Driver driver = new Cloud(
                new DriverContext("box", store.layout().root(), SilentConsole.INSTANCE, environment, Ticker.system()));
        assertTrue(file.isUpToDate(box, driver));
        hosts.put("box", "192.0.2.70");
        assertFalse(file.isUpToDate(box, driver));
        hosts.put("box", "");
        assertTrue(file.isUpToDate(box, driver), "it is not known better");
    }

    @Test
    void aHostOfTheUserIsNotHidden() throws IOException {
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/config"), "Host other box\n  HostName 198.51.100.1\n");
        Jm.Result wrote = run("ssh-config", "--write").succeeded();
        assertEquals(
                "Your ssh configuration has a host \"box\" of its own (" + home.resolve(".ssh/config")
                        + ":1): the machine is \"jm-box\" for ssh.\n",
                wrote.err());
        assertTrue(wrote.out().endsWith("; try: ssh jm-box\n"), wrote.out());
        assertTrue(written().contains("Host jm-box\n  HostName 192.0.2.7\n"), written());
        assertEquals("", run("set", "box", "--memory", "4096").succeeded().err());
    }

    @Test
    void aConfigurationThatCannotBeWrittenGetsTheLinesByHand() throws IOException {
        Files.createDirectories(home.resolve(".ssh/config"));
        String error = run("ssh-config", "--write").failed().err();
        assertTrue(error.contains("Add these two lines at its top yourself:\n# Machines of jm;"), error);
        assertTrue(error.endsWith("Include \"" + store.layout().sshConfig() + "\"\n"), error);
    }

    @Test
    void writeAndRemoveAreForAllMachines() {
        run("ssh-config", "--write", "box").failed();
        run("ssh-config", "--write", "--remove").failed();
    }
}
