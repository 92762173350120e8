package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.driver.DriverOptions;
import io.jm.drivers.none.NoneDriver;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.OwnDrivers;
import io.jm.testkit.SilentConsole;
import io.jm.testkit.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyCommandTest {
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path root;

    private FileStore store;
    private Jm jm;

    @BeforeEach
    void open() {
        Path directory = root.resolve("store");
        store = new FileStore(new StoreLayout(directory), "jm", SilentConsole.INSTANCE);
        Map<String, String> variables = Map.of(
                "MACHINE_STORAGE_PATH",
                directory.toString(),
                "DOCKER_CONFIG",
                root.resolve("docker").toString(),
                "HOME",
                root.toString(),
                "TOKEN",
                "s3cret");
        jm = OwnDrivers.jm(new Environment(variables, root, "jm", false), this::driver, new Recorded());
    }

    private Driver driver(DriverName name, DriverContext context) {
        return switch (name.text()) {
            case "none" -> new NoneDriver(context);
            case "cloud" -> new Cloud(context);
            default -> throw new DriverNotFoundException(name.text(), "Get it from its authors.");
        };
    }

    /** A driver whose instances are only noted. */
    private final class Cloud extends IdleDriver {
        Cloud(DriverContext context) {
            super(context);
        }

        @Override
        public List<CreateFlag> createFlags() {
            return List.of(
                    new CreateFlag.Text("cloud-size", "Size", "CLOUD_SIZE", "s"),
                    new CreateFlag.Text("cloud-token", "Token", "CLOUD_TOKEN", ""));
        }

        @Override
        public void configure(DriverOptions options) {
            fields.put("Size", options.text("cloud-size"));
        }

        @Override
        public void preCreateCheck() {
            // the first check is before anything is created
            if (blocked.contains(context.machineName()) && !checked.add(context.machineName())) {
                block(new StoreLayout(context.storePath()).extras(context.machineName()));
            }
            fail("check");
        }

        @Override
        public void create() {
            fail(context.machineName());
            done.add("create " + context.machineName() + " " + text("Size"));
        }

        @Override
        public void remove() {
            fail("remove " + context.machineName());
            done.add("remove " + context.machineName());
        }
    }

    private static void block(Path file) {
        try {
            Files.createDirectories(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fail(String what) {
        if (failing.contains(what)) {
            throw new JmException("no quota");
        }
    }

    private final class Recorded extends NoProvisioning {
        @Override
        public void provision(Machine machine, Driver driver) {
            fail("provision " + machine.name());
            done.add("provision " + machine.name() + " " + machine.engine().labels());
        }

        @Override
        public void renewCertificates(Machine machine, Driver driver) {
            done.add("renew " + machine.name());
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(root.resolve("m.yaml"), text);
    }

    /** Machines that are created without an engine, since there are no hosts. */
    private void cloud(String options, String machines) throws IOException {
        write("group: web\ndefaults:\n  driver: cloud\n  options: {no-provision: true, " + options + "}\nmachines: {"
                + machines + "}\n");
    }

    private Jm.Result apply(String... options) {
        List<String> arguments = new ArrayList<>(List.of("apply", "-f", "m.yaml"));
        arguments.addAll(List.of(options));
        return jm.run(arguments);
    }

    private ExtrasFile extras(String name) {
        return new ExtrasFile(store.layout().extras(name));
    }

    @Test
    void createsWhatIsMissingAndThenChangesNoByte() throws IOException {
        write("group: web\ndefaults: {driver: none, options: {url: 'tcp://192.0.2.5:2376'}}\n"
                + "machines: {web: {count: 3}, db: {}}\n");
        Jm.Result first = apply().succeeded();
        assertEquals(
                "+ web-1  create (none)\n+ web-2  create (none)\n+ web-3  create (none)\n+ db     create (none)\n"
                        + "Plan: 4 to create.\n",
                first.out());
        assertEquals(List.of("db", "web-1", "web-2", "web-3"), store.names());
        assertEquals("web", extras("db").group());
        Map<String, String> before = Snapshot.of(root);
        Jm.Result second = apply().succeeded();
        assertEquals("= web-1\n= web-2\n= web-3\n= db\nPlan: nothing to do.\n", second.out());
        assertEquals("", second.err());
        assertEquals(before, Snapshot.of(root));
    }

    @Test
    void comparesAMachineOfCreateWithItsRecord() throws IOException {
        jm.run("create", "-d", "none", "--url", "tcp://192.0.2.5:2376", "--group", "web", "a")
                .succeeded();
        write("group: web\nmachines: {a: {driver: none, options: {url: 'tcp://192.0.2.5:2376'}}}\n");
        assertEquals("= a\nPlan: nothing to do.\n", apply().succeeded().out());
        write("group: web\nmachines: {a: {driver: none, options: {url: 'tcp://192.0.2.6:2376'}}}\n");
        assertEquals(
                "! a  url: tcp://192.0.2.5:2376 -> tcp://192.0.2.6:2376  (needs a new machine: --replace)\n"
                        + "Plan: 1 to replace.\n",
                apply("--plan").succeeded().out());
        write("group: web\nmachines: {a: {driver: none, options: {none-tls: 'on'}}}\n");
        assertEquals(
                "? a  none-tls  (not compared: it was made without apply)\nPlan: nothing to do.\n",
                apply().succeeded().out());
    }

    @Test
    void aPlanWritesNothing() throws IOException {
        cloud("", "a: {}");
        Map<String, String> before = Snapshot.of(root);
        assertEquals(
                "+ a  create (cloud)\nPlan: 1 to create.\n",
                apply("--plan").succeeded().out());
        assertEquals(before, Snapshot.of(root));
    }

    @Test
    void recordsNoValueFromTheEnvironment() throws IOException {
        cloud("cloud-token: '${TOKEN}', cloud-size: 'm'", "a: {}");
        Jm.Result result = jm.run("--debug", "apply", "-f", "m.yaml").succeeded();
        assertFalse(result.all().contains("s3cret"), result.all());
        for (String content : Snapshot.of(root.resolve("store")).values()) {
            String text = content.substring(content.lastIndexOf(' ') + 1);
            String bytes = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            assertFalse(bytes.contains("s3cret"), bytes);
        }
        assertEquals(
                "{\"driver\":\"cloud\",\"options\":{\"cloud-size\":[\"m\"],\"no-provision\":[\"true\"]},"
                        + "\"secret\":[\"cloud-token\"]}",
                String.valueOf(extras("a").applied()));
        assertTrue(apply().succeeded().out().startsWith("= a\n"));
    }

    @Test
    void changesTheEngineOfAMachineAfterAQuestion() throws IOException {
        cloud("engine-label: [a=1]", "a: {}, b: {options: {engine-label: []}}");
        apply().succeeded();
        cloud("engine-label: [a=2]", "a: {}, b: {options: {engine-label: []}}");
        done.clear();
        Jm.Result refused = jm.typing("n\n").run("apply", "-f", "m.yaml").succeeded();
        assertTrue(refused.out().contains("This may restart the engines of a. Go on? (y/n): "), refused.out());
        assertEquals(List.of(), List.copyOf(done));
        assertTrue(jm.typing("").run("apply", "-f", "m.yaml").failed().err().contains("Use -y to answer yes"));
        jm.typing("y\n").run("apply", "-f", "m.yaml").succeeded();
        assertEquals(List.of("provision a [a=2]"), List.copyOf(done));
        assertEquals(List.of("a=2"), store.load("a").engine().labels());
        assertEquals("= a\n= b\nPlan: nothing to do.\n", apply().succeeded().out());
    }

    @Test
    void aChangeThatFailsIsTriedAgain() throws IOException {
        cloud("engine-label: [a=1]", "a: {}");
        apply().succeeded();
        cloud("engine-label: [a=2]", "a: {}");
        failing.add("provision a");
        assertTrue(apply("-y").failed().err().contains("no quota"));
        assertEquals(List.of("a=1"), store.load("a").engine().labels());
        failing.clear();
        assertTrue(apply("-y").succeeded().out().startsWith("~ a  engine-label: a=1 -> a=2  ("));
        assertEquals(List.of("a=2"), store.load("a").engine().labels());
    }

    @Test
    void aNewNameInTheCertificateRenewsIt() throws IOException {
        cloud("", "a: {}");
        apply().succeeded();
        cloud("tls-san: [box.example.com]", "a: {}");
        done.clear();
        apply("-y").succeeded();
        assertEquals(List.of("renew a"), List.copyOf(done));
        assertEquals(List.of("box.example.com"), store.load("a").auth().serverCertSans());
    }

    @Test
    void replacesOnlyWhenAsked() throws IOException {
        cloud("cloud-size: s", "a: {}");
        apply().succeeded();
        cloud("cloud-size: m", "a: {}, b: {}");
        done.clear();
        Jm.Result left = apply("-y");
        assertEquals(ExitCode.FAILED, left.code(), "a machine is not as the file describes it");
        assertEquals(List.of("create b m"), List.copyOf(done));
        assertTrue(left.err().contains("1 machine must be made again"), left.err());
        done.clear();
        Jm.Result asked =
                jm.typing("n\n").run("apply", "-f", "m.yaml", "--replace").succeeded();
        assertTrue(asked.out().contains("This deletes with their data and makes again a. Go on?"), asked.out());
        assertEquals(List.of(), List.copyOf(done));
        apply("--replace", "-y").succeeded();
        assertEquals(List.of("remove a", "create a m"), List.copyOf(done));
        assertTrue(apply().succeeded().out().endsWith("nothing to do.\n"));
    }

    @Test
    void removesOnlyWhenAsked() throws IOException {
        cloud("", "a: {}, b: {}");
        apply().succeeded();
        cloud("", "a: {}");
        assertTrue(apply().succeeded().out().contains("- b  not in the file  (stays; --prune removes it)\n"));
        assertEquals(List.of("a", "b"), store.names());
        assertTrue(jm.typing("n\n")
                .run("apply", "-f", "m.yaml", "--prune")
                .succeeded()
                .out()
                .contains("This removes b."));
        assertEquals(List.of("a", "b"), store.names());
        apply("--prune", "-y").succeeded();
        assertEquals(List.of("a"), store.names());
        assertTrue(done.contains("remove b"), done.toString());
    }

    @Test
    void removesNothingAfterAFailure() throws IOException {
        cloud("", "old: {}");
        apply().succeeded();
        cloud("", "good: {}, bad: {}");
        failing.add("bad");
        Jm.Result result = apply("--prune", "-y").failed();
        assertTrue(result.err().contains("bad: Error creating machine: Error in driver"), result.err());
        assertTrue(result.err().contains("jm create --resume bad"), result.err());
        assertTrue(result.err().contains("Nothing was removed, because other machines failed"), result.err());
        assertEquals(List.of("bad", "good", "old"), store.names());
        failing.clear();
        done.clear();
        assertTrue(apply("--plan").succeeded().out().contains("+ bad   create (goes on where it stopped)"));
        // without an engine, as the file describes it
        apply("--prune", "-y").succeeded();
        assertEquals(List.of("remove old"), List.copyOf(done));
        assertEquals(
                "= good\n= bad\nPlan: nothing to do.\n", apply().succeeded().out());
    }

    @Test
    void aMachineThatCannotBeRecordedWholeIsNotRecorded() throws IOException {
        cloud("", "a: {}");
        // a directory is where its jm.json should be
        blocked.add("a");
        assertTrue(apply().failed().err().contains("jm.json"));
        assertEquals(List.of(), store.names());
        blocked.clear();
        apply().succeeded();
        assertEquals(List.of("create a s"), List.copyOf(done));
    }

    @Test
    void aDriverThatRefusesStopsEverythingBeforeItBegins() throws IOException {
        cloud("", "a: {}");
        failing.add("check");
        assertEquals(ExitCode.PRE_CREATE_FAILED, apply().code());
        assertEquals(List.of(), store.names());
    }

    @Test
    void makesDockerContexts() throws IOException {
        String machines =
                "defaults: {driver: none, options: {url: 'tcp://192.0.2.5:2376'}}\nmachines: {web: {count: 2}}\n";
        write("group: web\n" + machines);
        apply().succeeded();
        write("group: web\ncontext: true\n" + machines.replace("2}", "3}"));
        Jm.Result result = apply().succeeded();
        assertTrue(result.out().contains("~ web-1  context: (none) -> true  (makes a docker context)"), result.out());
        for (String name : List.of("web-1", "web-2", "web-3")) {
            assertEquals(List.of(name), extras(name).contexts());
        }
        assertTrue(apply().succeeded().out().endsWith("nothing to do.\n"));
    }

    @Test
    void leavesMachinesOfOtherGroupsAlone() throws IOException {
        jm.run("create", "-d", "none", "--url", "tcp://192.0.2.5:2376", "a").succeeded();
        cloud("", "a: {}, b: {}");
        String error = apply().failed().err();
        assertTrue(error.contains("m.yaml: line 5, column 12: the machine \"a\" exists, and is in no group"), error);
        assertEquals(List.of("a"), store.names());
    }

    @Test
    void aRecordThatCannotBeReadStopsOnlyItsOwnFile() throws IOException {
        cloud("", "a: {}, b: {}");
        apply().succeeded();
        Files.writeString(store.layout().extras("b"), "{");
        write("group: other\nmachines: {c: {driver: cloud, options: {no-provision: true}}}\n");
        Jm.Result result = apply().succeeded();
        assertTrue(result.err().contains("jm.json"), result.err());
        assertEquals(List.of("a", "b", "c"), store.names());
        cloud("", "b: {}");
        assertTrue(apply().failed().err().contains("jm.json"));
    }

    @Test
    void readsStandardInputAndPrintsJson() throws IOException {
        Jm.Result result = jm.typing("{\"group\": \"g\", \"machines\": {\"a\": {\"driver\": \"cloud\"}}}")
                .run("apply", "-f", "-", "--plan", "--format", "json")
                .succeeded();
        assertEquals(
                "[{\"Name\":\"a\",\"Action\":\"create\",\"Changes\":[]}]",
                result.out().replaceAll("\\s", ""));
    }

    @Test
    void expandsTheTildeAndLeavesVariablesOfTheDriverInForce() throws IOException {
        cloud("cloud-size: ~/x", "a: {}");
        apply().succeeded();
        assertEquals(List.of("create a " + root + "/x"), List.copyOf(done));
        assertTrue(String.valueOf(extras("a").applied()).contains("\"~/x\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apply | No file specified: -f FILE",
                "apply -f nothing.yaml | open nothing.yaml: no such file or directory",
                "apply -f m.yaml box | Expected no arguments",
                "apply -f m.yaml --parallel 0 | --parallel must be a number from 1 to 256",
                "apply -f m.yaml --format xml | '--format is table or json, not \"xml\"'",
                "apply -f m.yaml | 'm.yaml: line 1, column 1: the file needs a group'",
            })
    void refusesWrongArguments(String line, String expected) throws IOException {
        write("machines: {}\n");
        Jm.Result result = jm.run(List.of(line.split(" "))).failed();
        assertTrue(result.err().contains(expected), result.err());
    }

    @Test
    void refusesAnOptionThatIsNotForAFile() throws IOException {
        cloud("group: x", "a: {}");
        assertTrue(apply().failed().err().contains("no driver of this file has an option \"group\""));
    }
}
