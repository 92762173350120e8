package io.jm.drivers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.cli.command.Commands;
import io.jm.driver.DriverOptions;
import io.jm.drivers.qemu.QemuInstall;
import io.jm.os.Environment;
import io.jm.plugin.DriverPrograms;
import io.jm.plugin.JavaDrivers;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code create} takes if no driver is named, by the programs in the PATH. */
class DefaultDriverTest {
    private static final DriverOptions NO_OPTIONS = new DriverOptions(Map.of("qemu-program", ""));

    @TempDir
    Path folder;

    private Path install(String program) throws IOException {
        Path file = Files.writeString(folder.resolve(program), "#!/bin/sh\nexit 1\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private Environment environment(String program, String... variables) {
        Map<String, String> all = new HashMap<>(Map.of("PATH", folder.toString()));
        all.put("MACHINE_STORAGE_PATH", folder.resolve("store").toString());
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        return new Environment(all, folder, program, false);
    }

    private static DefaultDriver driver(Environment environment) {
        return new DefaultDriver(
                environment,
                () -> new DriverCatalog(
                        environment,
                        new JavaDrivers(environment, (name, context) -> {
                            throw new AssertionError("opens none");
                        }),
                        new DriverPrograms(environment)));
    }

    private String name(String program, String... variables) {
        return driver(environment(program, variables)).name();
    }

    @Test
    void dockerMachinesDefaultStaysVirtualBoxWhateverIsInstalled() throws IOException {
        assertEquals("virtualbox", name("docker-machine"));
        assertEquals("virtualbox", name("jm", "MACHINE_DEFAULTS", "docker-machine"));
        install(QemuInstall.program());
        assertEquals("virtualbox", name("docker-machine"));
        assertDoesNotThrow(() -> driver(environment("docker-machine")).installed(NO_OPTIONS));
    }

    @Test
    void jmTakesVirtualBoxOnlyIfItsDriverIsThereToo() throws IOException {
        install("VBoxManage");
        assertEquals("qemu", name("jm"));
        install("docker-machine-driver-virtualbox");
        assertEquals("virtualbox", name("jm"));
        Files.delete(folder.resolve("VBoxManage"));
        assertEquals("qemu", name("jm"));
    }

    @Test
    void aGoDockerMachineServesVirtualBoxAsWell() throws IOException {
        install("VBoxManage");
        install("docker-machine");
        assertEquals("virtualbox", name("jm"));
        assertDoesNotThrow(() -> driver(environment("jm")).installed(NO_OPTIONS));
    }

    @Test
    void theVariableWins() throws IOException {
        install("VBoxManage");
        install("docker-machine-driver-virtualbox");
        assertEquals("generic", name("jm", "MACHINE_DRIVER", "generic"));
        assertEquals("generic", name("docker-machine", "MACHINE_DRIVER", "generic"));
    }

    @Test
    void withoutAHypervisorTheErrorSaysHowToInstallOneAndNamesOtherDrivers() throws IOException {
        install("docker-machine-driver-echo");
        String message = assertThrows(
                        JmException.class, () -> driver(environment("jm")).installed(NO_OPTIONS))
                .getMessage();
        assertEquals(
                QemuInstall.program() + " was not found. " + QemuInstall.hint(environment("jm"))
                        + ", or name another driver with --driver: amazonec2, digitalocean, echo, generic, none,"
                        + " openstack",
                message);
    }

    @Test
    void aProgramThatTheUserNamesIsEnough() {
        DriverOptions named = new DriverOptions(Map.of("qemu-program", "/opt/qemu/bin/qemu-system-x86_64"));
        assertDoesNotThrow(() -> driver(environment("jm")).installed(named));
    }

    @Test
    void aFileThatIsNoProgramIsReportedInPlaceOfADriver() throws IOException {
        Path file = install("docker-machine-driver-echo");
        assertTrue(file.toFile().setExecutable(false));
        Jm.Result list = new Jm(environment("jm")).run("driver", "ls", "-q").succeeded();
        assertEquals(String.join("\n", Drivers.BUILT_IN) + "\n", list.out());
        assertEquals(file + " was found, but is not executable\n", list.err());
        Jm.Result create =
                new Jm(environment("jm")).run("create", "-d", "echo", "box").failed();
        assertTrue(create.err().endsWith("PATH? " + file + " was found, but is not executable.\n"), create.err());
    }

    @Test
    void createFailsBeforeAnythingIsMade() {
        Jm.Result result = new Jm(environment("jm")).run("create", "box").failed();
        assertTrue(result.err().startsWith(QemuInstall.program() + " was not found. Install QEMU"), result.err());
        assertFalse(Files.exists(folder.resolve("store")), "no certificates, no machine");
        Jm.Result plan =
                new Jm(environment("jm")).run("create", "--plan", "box").failed();
        assertTrue(plan.err().startsWith(QemuInstall.program() + " was not found"), plan.err());
    }

    @Test
    void otherErrorsAreReportedBeforeTheMissingHypervisor() {
        Jm jm = new Jm(environment("jm"));
        assertEquals(
                "Error: No machine name specified\nSee 'jm create --help'.\n",
                jm.run("create").failed().err());
        assertTrue(jm.run("create", "--foo", "x").failed().err().contains("flag provided but not defined: -foo"));
        assertTrue(jm.run("create", "a_b").failed().err().contains("Invalid hostname"));
    }

    @Test
    void helpOfDockerMachineNamesItsDefaultAndThatOfJmNone() {
        assertTrue(new Jm(environment("docker-machine"))
                .run("help", "create")
                .succeeded()
                .out()
                .contains("--driver, -d \"virtualbox\""));
        String help =
                new Jm(environment("jm")).run("help", "create").succeeded().out();
        assertFalse(help.contains("default: virtualbox"), help);
        assertTrue(help.contains("jm takes virtualbox if VBoxManage"), help);
    }

    @Test
    void anEmptyNameIsNotTheDefault() {
        String error = new Jm(environment("jm"), new Commands(), io.jm.cli.LiveContext::new)
                .run("create", "-d", "", "box")
                .failed()
                .err();
        assertTrue(error.startsWith("Driver \"\" not found"), error);
    }
}
