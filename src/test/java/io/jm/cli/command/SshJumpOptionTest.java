package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshJumpOptionTest {
    private final List<String> made = new ArrayList<>();

    /** Creates a machine of the driver {@code cloud} in another process, behind a jump host. */
    private Jm.Result create(Path directory, boolean runsHere, boolean otherProcess) {
        Map<String, String> variables =
                Map.of("MACHINE_STORAGE_PATH", directory.resolve("store").toString());
        DriverFactory drivers = new DriverFactory() {
            @Override
            public Driver open(DriverName name, DriverContext context) {
                return new IdleDriver(context) {
                    @Override
                    public boolean runsHere() {
                        return runsHere;
                    }

                    @Override
                    public void create() {
                        made.add(context.machineName());
                        throw new JmException("no quota");
                    }
                };
            }

            @Override
            public boolean startsProcess(Machine machine) {
                return otherProcess;
            }
        };
        return OwnDrivers.jm(new Environment(variables, directory, "jm", false), drivers)
                .run("create", "-d", "cloud", "--ssh-jump", "ops@bastion", "box")
                .failed();
    }

    @Test
    void aMachineOnThisComputerHasNoJumpHost(@TempDir Path directory) {
        Jm.Result result = create(directory, true, false);
        assertEquals(
                "--ssh-jump: a machine of the driver \"cloud\" runs on this computer, to which no jump host leads\n",
                result.err());
        assertFalse(Files.exists(directory.resolve("store/machines/box")));
        assertEquals(List.of(), made);
    }

    @Test
    void aPluginIsNotedBeforeItMakesTheInstance(@TempDir Path directory) throws IOException {
        Jm.Result result = create(directory, false, true);
        String note = "jm goes through ops@bastion, but the driver \"cloud\" is a plugin: if it logs in to its new"
                + " machine itself, it does so without jump hosts, and fails\n";
        assertTrue(result.out().startsWith(note), result.out());
        assertEquals(List.of("box"), made);
        assertFalse(create(Files.createDirectory(directory.resolve("other")), false, false)
                .out()
                .contains("is a plugin"));
        assertEquals(2, made.size());
    }

    @Test
    void ofSeveralMachinesAWrongJumpHostIsOneErrorBeforeAnyIsMade(@TempDir Path directory) {
        Path store = directory.resolve("store");
        Jm.Result result = Jm.in(directory, Map.of("MACHINE_STORAGE_PATH", store.toString()))
                .run("create", "-d", "none", "--url", "tcp://192.0.2.1:1", "--ssh-jump", "-oX=y", "a", "b")
                .failed();
        assertTrue(result.err().startsWith("Error: --ssh-jump: invalid jump host \"-oX=y\""), result.err());
        assertEquals(
                1,
                result.err()
                        .lines()
                        .filter(line -> line.contains("invalid jump host"))
                        .count(),
                result.err());
        assertFalse(Files.exists(store.resolve("certs")), "nothing is made for it");
    }
}
