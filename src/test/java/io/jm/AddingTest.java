package io.jm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.base.Ticker;
import io.jm.cli.CommandGroup;
import io.jm.cli.CommandName;
import io.jm.cli.Context;
import io.jm.cli.LiveContext;
import io.jm.connection.ClientConnection;
import io.jm.connection.ClientEnvironment;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.machine.EngineOptions;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.provision.Distribution;
import io.jm.provision.HostSetup;
import io.jm.provision.PackageManager;
import io.jm.provision.SetupOptions;
import io.jm.provision.engine.MachineCertificates;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.shell.Shell;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedHost;
import io.jm.testkit.SilentConsole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is added to jm is one class, and one line in a table; here a class of each kind without its line. */
class AddingTest {
    /** The class. */
    @Command(name = "greet", header = "Greet", description = "Prints a greeting.")
    static final class Greet implements Callable<ExitCode> {
        private final Context context;

        @Option(names = "--name", defaultValue = "world", description = "Who is greeted")
        private String name = "";

        Greet(Context context) {
            this.context = context;
        }

        @Override
        public ExitCode call() {
            context.console().result("hello " + name);
            return ExitCode.OK;
        }
    }

    @Command(name = "polite", header = "Be polite")
    static final class Polite implements CommandGroup {
        @Override
        public @Nullable Object find(CommandName wanted, Context context) {
            if (wanted.is("greet")) return new Greet(context);
            return null;
        }
    }

    /** The table with its line for each. */
    private static final class Table implements CommandGroup {
        @Override
        public @Nullable Object find(CommandName wanted, Context context) {
            if (wanted.is("greet")) return new Greet(context);
            if (wanted.is("polite")) return new Polite();
            return null;
        }
    }

    private static String run(String... arguments) {
        Environment environment =
                new Environment(Map.of("MACHINE_STORAGE_PATH", "/nowhere"), Path.of("/"), "jm", false);
        return new Jm(environment, new Table(), LiveContext::new).run(arguments).all();
    }

    @Test
    void aCommandHasItsOptionsAndItsHelp() {
        assertEquals("hello world\n", run("greet"));
        assertEquals("hello you\n", run("greet", "-name=you"));
        assertTrue(run("greet", "--help").contains("--name VALUE"));
        assertTrue(run("help").contains("greet"));
        assertTrue(run("greet", "--nme", "x").contains("flag provided but not defined: -nme"));
    }

    @Test
    void aGroupHasItsCommandsAndItsHelp() {
        assertEquals("hello you\n", run("polite", "greet", "--name", "you"));
        assertTrue(run("polite").contains("greet"));
        assertTrue(run("polite", "gret").contains("Did you mean \"greet\"?"));
    }

    /** A shell with a syntax of its own. */
    private static final class NuShell implements Shell {
        @Override
        public String set(String name, String value) {
            return "$env." + name + " = " + argument(value);
        }

        @Override
        public String unset(String name) {
            return "hide-env -i " + name;
        }

        @Override
        public String comment(String text) {
            return "# " + text;
        }

        @Override
        public String argument(String argument) {
            return "'" + argument + "'";
        }

        @Override
        public String evaluation(List<String> commandLine) {
            return String.join(" ", commandLine);
        }
    }

    @Test
    void aShellPrintsEveryLineOfEnv() {
        Environment environment = new Environment(Map.of(), Path.of("/"), "jm", false);
        ClientConnection connection = new ClientConnection("box", "tcp://192.0.2.1:2376", Path.of("/certs"), true);
        NuShell shell = new NuShell();
        assertEquals(
                """
                $env.DOCKER_TLS_VERIFY = '1'
                $env.DOCKER_HOST = 'tcp://192.0.2.1:2376'
                $env.DOCKER_CERT_PATH = '/certs'
                $env.DOCKER_MACHINE_NAME = 'box'
                # Run this command to configure your shell:\s
                # jm env box
                """,
                ClientEnvironment.lines(new ClientEnvironment(environment).set(connection, null), shell)
                        + ClientEnvironment.hint(shell, List.of("jm", "env", "box")));
    }

    /** A distribution with a package manager of its own; all else is as on a modern Linux. */
    private static final class Tiny extends Distribution {
        Tiny() {
            super("tiny");
        }

        @Override
        protected void installPackages(Host host) {
            packages(host).install(host, List.of("docker"));
        }

        @Override
        protected PackageManager packages(Host host) {
            return new PackageManager() {
                @Override
                public void install(Host host, List<String> packages) {
                    host.runAsRoot("tiny add " + String.join(" ", packages));
                }

                @Override
                public boolean has(Host host, String name) {
                    return false;
                }

                @Override
                public void upgrade(Host host, String name) {
                    host.runAsRoot("tiny upgrade " + name);
                }
            };
        }
    }

    @Test
    void aDistributionSaysOnlyWhatIsDifferent() {
        ScriptedHost host = new ScriptedHost("ID=tiny\n");
        HostFacts facts = HostFacts.parse(host.query(HostFacts.COMMAND).output());
        ObjectNode engine = JsonNodeFactory.instance.objectNode().put("InstallURL", Distribution.INSTALL_SCRIPT);
        new HostSetup(
                        new Host(host, facts),
                        new Tiny(),
                        new SetupOptions("box", "generic", new EngineOptions(engine), 2376),
                        () -> new MachineCertificates.Issued("CA", "CERT", "KEY"),
                        new RecordingConsole().console())
                .run();
        assertTrue(
                host.changes.stream().anyMatch(change -> change.contains("tiny add docker")),
                () -> host.changes.toString());
        assertEquals("CERT", host.files.get("/etc/docker/server.pem"));
    }

    @Test
    void aDriverIsOpenedByItsNameAndRemembersItsFields(@TempDir Path root) {
        Environment environment = new Environment(Map.of(), root, "jm", false);
        MachineDrivers drivers = new MachineDrivers(
                (name, context) -> new IdleDriver(context), root, SilentConsole.INSTANCE, environment, Ticker.system());
        FileStore store = new FileStore(new StoreLayout(root), "jm", SilentConsole.INSTANCE);
        Machine machine = new MachineDocument(store.layout(), "box", new MachineDocument.Certificates("", "", "", ""))
                .machine("box", "cloud");
        try (Driver driver = drivers.openNew("box", "cloud")) {
            driver.create();
            store.save(machine.withDriver(driver.config()));
        }
        try (Driver driver = drivers.open(store.load("box"))) {
            assertEquals("box", driver.machineName());
            assertEquals(MachineState.RUNNING, driver.state());
        }
    }
}
