package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.driver.Existence;
import io.jm.driver.MachineSize;
import io.jm.go.json.GoJsonWriter;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetCommandTest {
    private FileStore store;
    private Jm jm;

    @BeforeEach
    void open(@TempDir Path root) {
        store = new FileStore(new StoreLayout(root), "jm", SilentConsole.INSTANCE);
        Environment environment = new Environment(Map.of("MACHINE_STORAGE_PATH", root.toString()), root, "jm", false);
        jm = OwnDrivers.jm(environment, SetCommandTest::driver);
    }

    private static Driver driver(DriverName name, DriverContext context) {
        return switch (name.text()) {
            case "local" -> new Resizable(context);
            case "here" ->
                new IdleDriver(context) {
                    @Override
                    public boolean runsHere() {
                        return true;
                    }
                };
            case "cloud" -> new IdleDriver(context);
            case "account" -> new OfAccount(context);
            default -> throw new DriverNotFoundException(name.text(), "Get it from its authors.");
        };
    }

    /**
     * A driver whose disks do not shrink, and which refuses to do anything to a machine called "busy". One called "lost"
     * cannot be saved afterwards.
     */
    private static final class Resizable extends IdleDriver {
        Resizable(DriverContext context) {
            super(context);
            fields.put("Memory", 2048).put("CPU", 2).put("DiskSize", 50_000);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, true, true, false, true);
        }

        @Override
        public void resize(MachineSize size) {
            if (context.machineName().equals("busy")) {
                throw new JmException("\"busy\" is running: stop it first");
            }
            if (context.machineName().equals("lost")) {
                loseConfig();
            }
            put("Memory", size.memoryMb());
            put("CPU", size.cpus());
            put("DiskSize", size.diskMb());
        }

        /** A file cannot replace a directory, as it cannot be written to a full disk. */
        private void loseConfig() {
            try {
                Path config = new StoreLayout(context.storePath()).config("lost");
                Files.delete(config);
                Files.createDirectories(config.resolve("directory"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void put(String key, int value) {
            if (value != 0) {
                fields.put(key, value);
            }
        }
    }

    private void add(String name, String driver) {
        store.save(new MachineDocument(store.layout(), name, new MachineDocument.Certificates("", "", "", ""))
                .machine(name, driver));
    }

    private String size(String name) {
        ObjectNode driver = store.load(name).driver();
        return driver.path("Memory") + " " + driver.path("CPU") + " " + driver.path("DiskSize");
    }

    @Test
    void theNewSizeIsRecordedAndPrinted() {
        add("a", "local");
        assertEquals(
                "Set \"a\" to 4096 MB memory, 4 CPUs, 80000 MB disk: applies when it is started the next time\n",
                jm.run("set", "a", "--memory", "4096", "--cpu-count", "4", "--disk-size=80000")
                        .succeeded()
                        .all());
        assertEquals("4096 4 80000", size("a"));
    }

    @Test
    void whatIsNotGivenStays() {
        add("a", "local");
        assertEquals(
                "Set \"a\" to 1 CPU: applies when it is started the next time\n",
                jm.run("set", "--cpu-count", "1", "a").succeeded().all());
        assertEquals("2048 1 50000", size("a"));
    }

    @Test
    void oneMachineThatCannotChangeDoesNotStopTheOthers() {
        add("a", "local");
        add("b", "cloud");
        add("busy", "local");
        add("c", "local");
        Jm.Result result =
                jm.run("set", "a", "b", "busy", "c", "--memory", "4096").failed();
        assertEquals(
                "The size of \"b\" cannot be changed: its driver \"cloud\" has no such function\n"
                        + "\"busy\" is running: stop it first\n",
                result.err());
        assertEquals("4096 2 50000", size("a"));
        assertEquals("4096 2 50000", size("c"));
        assertEquals(
                "",
                result.out()
                        .lines()
                        .filter(line -> line.contains("\"b"))
                        .findAny()
                        .orElse(""));
    }

    @Test
    void recordsAndForgetsJumpHosts() {
        add("a", "cloud");
        add("b", "cloud");
        ExtrasFile extras = new ExtrasFile(store.layout().extras("a"));
        assertEquals(
                "\"a\" is reached by SSH through ops@bastion:2222,[fd00::1]\n"
                        + "\"b\" is reached by SSH through ops@bastion:2222,[fd00::1]\n",
                jm.run("set", "a", "b", "--ssh-jump", "ops@bastion:2222,fd00::1")
                        .succeeded()
                        .all());
        assertEquals("ops@bastion:2222,[fd00::1]", extras.sshJump());
        for (String none : new String[] {"none", ""}) {
            jm.run("set", "a", "--ssh-jump", "other").succeeded();
            assertEquals(
                    "\"a\" is reached by SSH directly\n",
                    jm.run("set", "a", "--ssh-jump", none).succeeded().all());
            assertEquals("", extras.sshJump());
        }
        add("c", "here");
        String here = jm.run("set", "c", "--group", "web", "--ssh-jump", "other")
                .failed()
                .err();
        assertTrue(here.contains("runs on this computer, to which no jump host leads"), here);
        assertEquals("", new ExtrasFile(store.layout().extras("c")).group());
        String error = jm.run("set", "a", "--ssh-jump", "-oX=y").failed().err();
        assertTrue(error.startsWith("Error: --ssh-jump: invalid jump host \"-oX=y\""), error);
    }

    @Test
    void aSizeThatCannotBeSavedIsNotPrintedAsSet() {
        add("lost", "local");
        Jm.Result result = jm.run("set", "lost", "--memory", "4096").failed();
        assertTrue(result.err().startsWith("Error saving host to store: "), result.err());
        assertEquals("", result.out());
    }

    @Test
    void theErrorOfAMissingDriverHasTheWayToGetIt() {
        add("a", "absent");
        String error = jm.run("set", "a", "--memory", "4096").failed().err();
        assertTrue(error.contains("\"absent\" not found") && error.contains("Get it from its authors."), error);
    }

    @Test
    void anImpossibleSizeChangesNothing() {
        add("a", "local");
        for (String[] wrong : new String[][] {
            {"--memory", "0", "Error: --memory is in MB, from 256 to 16777216, not 0"},
            {"--memory", "-1", "Error: --memory is in MB, from 256 to 16777216, not -1"},
            {"--memory", "4", "Error: --memory is in MB, from 256 to 16777216, not 4: did you mean 4096?"},
            {"--memory", "9223372036854775807", "not 9223372036854775807"},
            {"--memory", "4GB", "invalid value \"4GB\""},
            {"--cpu-count", "0", "Error: --cpu-count is from 1 to 4096, not 0"},
            {"--cpu-count", "-1", "Error: --cpu-count is from 1 to 4096, not -1"},
            {"--cpu-count", "5000", "Error: --cpu-count is from 1 to 4096, not 5000"},
            {"--disk-size", "80", "not 80: did you mean 81920?"},
            {"--disk-size", "1073741825", "not 1073741825"},
        }) {
            String error = jm.run("set", "a", wrong[0], wrong[1]).failed().err();
            assertTrue(error.contains(wrong[2]), error);
        }
        assertEquals("  ", size("a"));
    }

    @Test
    void aCommandWithoutMachineOrSizeNamesItsHelp() {
        add("a", "local");
        Jm.Result none = jm.run("set", "--memory", "4096").failed();
        assertEquals(
                "Error: Expected to get one or more machine names as arguments\nSee 'jm set --help'.\n", none.err());
        Jm.Result nothing = jm.run("set", "a").failed();
        assertEquals(
                "Error: Nothing to set: expected --group, --memory, --engine-label, --driver-option or another option\n"
                        + "See 'jm set --help'.\n",
                nothing.err());
        assertEquals("", nothing.out());
    }

    private String engine(String name) {
        return GoJsonWriter.compact(store.load(name).engine().json());
    }

    @Test
    void engineOptionsReplaceThoseOnRecordAndSayWhatAppliesThem() {
        add("a", "cloud");
        assertEquals(
                "Recorded the options of the engine of \"a\": \"jm provision a\" applies it\n",
                jm.run("set", "a", "--engine-label", "a=1", "--engine-label", "b=2", "--engine-storage-driver", "btrfs")
                        .succeeded()
                        .all());
        assertEquals(List.of("a=1", "b=2"), store.load("a").engine().labels());
        assertEquals("btrfs", store.load("a").engine().storageDriver());
        jm.run("set", "a", "--engine-label", "c=3", "--engine-storage-driver", "-")
                .succeeded();
        assertEquals(List.of("c=3"), store.load("a").engine().labels());
        assertEquals("", store.load("a").engine().storageDriver());
        jm.run("set", "a", "--engine-label", "-").succeeded();
        assertEquals(List.of(), store.load("a").engine().labels());
    }

    @Test
    void whatIsNotGivenOfTheEngineStaysAsItIs() {
        add("a", "cloud");
        jm.run("set", "a", "--engine-opt", "x=1", "--engine-env", "E=1").succeeded();
        String before = engine("a");
        assertEquals(
                "Recorded the options of the engine of \"a\": \"jm regenerate-certs a\" applies it\n",
                jm.run("set", "a", "--tls-san", "box.example").succeeded().all());
        assertEquals(before, engine("a"));
        assertEquals(List.of("box.example"), store.load("a").auth().serverCertSans());
    }

    @Test
    void aNewTokenOfTheSameAccountIsRecordedAndNotPrinted() {
        add("a", "account");
        jm.run("set", "a", "--driver-option", "Token=mine-2").succeeded();
        assertEquals("mine-2", store.load("a").driver().path("Token").asText());
        Jm.Result result = jm.typing("mine-3\n")
                .run("set", "a", "--driver-option", "Token=-")
                .succeeded();
        assertEquals("Set Token of the driver of \"a\"\n", result.all());
        assertEquals("mine-3", store.load("a").driver().path("Token").asText());
    }

    @Test
    void aTokenOfAnotherAccountIsRefused() {
        add("a", "account");
        Jm.Result result = jm.run("set", "a", "--driver-option", "Token=other").failed();
        assertTrue(result.err().contains("may be of another account: nothing was changed"), result.err());
        assertEquals("mine", store.load("a").driver().path("Token").asText());
    }

    @Test
    void aTokenThatCannotBeTriedIsRecordedWithAWarning() {
        add("a", "account");
        Jm.Result result =
                jm.run("set", "a", "--driver-option", "Token=refused").succeeded();
        assertEquals("Warning: the new values of \"a\" could not be tried: unauthorized\n", result.err());
        assertEquals("refused", store.load("a").driver().path("Token").asText());
    }

    @Test
    void eachTypeStaysWhatItIs() {
        add("a", "account");
        jm.run("set", "a", "--driver-option", "Port=23", "--driver-option", "Private=true")
                .succeeded();
        ObjectNode driver = store.load("a").driver();
        assertTrue(driver.path("Port").isIntegralNumber());
        assertEquals("23 true", driver.path("Port") + " " + driver.path("Private"));
        for (String wrong : List.of(
                "Port=x",
                "Port=1.5",
                "Port=",
                "Port=99999999999999999999",
                "Private=yes",
                "Tags=a",
                "Nothing=a",
                "InstanceId=i-2",
                "StorePath=/x",
                "token=mine",
                "=x",
                "Token")) {
            jm.run("set", "a", "--driver-option", wrong).failed();
            assertEquals(driver, store.load("a").driver(), wrong);
        }
    }

    @Test
    void onlyOneValueComesFromStandardInputAndNotAnEmptyOne() {
        add("a", "account");
        jm.run("set", "a", "--driver-option", "Token=mine").succeeded();
        jm.typing("x")
                .run("set", "a", "--driver-option", "Token=-", "--driver-option", "Note=-")
                .failed();
        assertTrue(jm.typing("\n")
                .run("set", "a", "--driver-option", "Token=-")
                .failed()
                .err()
                .contains("The standard input is empty"));
        assertEquals("mine", store.load("a").driver().path("Token").asText());
    }

    /** A driver of an account, whose tokens begin with mine. */
    private static final class OfAccount extends IdleDriver {
        OfAccount(DriverContext context) {
            super(context);
            fields.put("Token", "mine").put("Note", "").put("Port", 22).put("Private", false);
            fields.put("InstanceId", "i-1").putNull("Nothing").putArray("Tags");
        }

        @Override
        public Existence existence() {
            String token = text("Token");
            if (token.equals("refused")) {
                throw new JmException("unauthorized");
            }
            return token.startsWith("mine") ? Existence.EXISTS : Existence.GONE;
        }
    }
}
