package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.ssh.RsaKeyPair;
import io.jm.testkit.StandIn.Failure;
import io.jm.testkit.StandIn.Killed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever request fails in whatever way: what was made can be removed with what was saved, or finished. */
class LostNothingTest {
    @TempDir
    static Path keys;

    @TempDir
    Path root;

    @BeforeAll
    static void makeTheKey() {
        RsaKeyPair.in(keys);
    }

    private static String name(String walk, Failure how, int number) {
        return walk + how.name().replace('_', '-') + number;
    }

    private Machine machine(String name) throws IOException {
        Machine machine = new Machine(root, name);
        machine.useKeyOf(keys);
        machine.provider.pollsUntilReady = 2;
        // a droplet of the same name that somebody else made before
        machine.provider.addDroplet(name, "active");
        machine.ticker.pass(Duration.ofHours(1));
        return machine;
    }

    /** Returns whether the request with that number was reached. */
    private static boolean createUntil(Machine machine, int number, Failure how) {
        DigitalOceanDriver driver = machine.configured(Map.of());
        driver.preCreateCheck();
        machine.saved = driver.config();
        machine.provider.startOver();
        machine.provider.failAt(number, how);
        end(driver::create);
        // and one that another user makes now
        machine.provider.addDroplet(machine.name, "active");
        boolean reached = machine.provider.requests().size() >= number;
        machine.provider.startOver();
        machine.ticker.pass(Duration.ofMinutes(5));
        return reached;
    }

    /** The process ends there in each case. */
    private static void end(Runnable work) {
        try {
            work.run();
        } catch (JmException | Killed e) {
            assertFalse(String.valueOf(e.getMessage()).contains(DigitalOceanStandIn.TOKEN));
        }
    }

    private static void assertOnlyTheOthersAreLeft(Machine machine, String where) {
        assertEquals(2, machine.provider.droplets.size(), where);
        assertTrue(machine.provider.keys.isEmpty(), where);
        assertTrue(machine.provider.tags.isEmpty(), where);
        assertEquals(List.of(), machine.provider.faults, where);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void removeLeavesNothingOfACreateThatFailedAnywhere(Failure how) throws IOException {
        int number = 1;
        for (boolean reached = true; reached; number++) {
            Machine machine = machine(name("a", how, number));
            reached = createUntil(machine, number, how);
            machine.loaded().remove();
            assertOnlyTheOthersAreLeft(machine, how + " at request " + number);
            assertFalse(machine.saved.has("PendingSSHKey"), "nothing is open");
            assertFalse(machine.saved.has("PendingDroplets"), "nothing is open");
            assertFalse(machine.saved.has("PendingTag"), "nothing is open");
            assertEquals(0, machine.saved.path("DropletID").asLong());
            assertEquals(0, machine.saved.path("SSHKeyID").asLong());
        }
        assertTrue(number > 5, "the walk passed every request: " + number);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void createFinishesWhatFailedAnywhere(Failure how) throws IOException {
        int number = 1;
        for (boolean reached = true; reached; number++) {
            Machine machine = machine(name("b", how, number));
            reached = createUntil(machine, number, how);
            machine.loaded().create();
            String where = how + " at request " + number;
            assertEquals(3, machine.provider.droplets.size(), where);
            assertEquals(1, machine.provider.keys.size(), where);
            assertEquals("203.0.113.5", machine.saved.path("IPAddress").asText(), where);
            assertFalse(machine.saved.has("PendingSSHKey"), where);
            assertFalse(machine.saved.has("PendingDroplets"), where);
            assertTrue(machine.provider.tags.isEmpty(), where);
            machine.loaded().remove();
            assertOnlyTheOthersAreLeft(machine, where);
        }
        assertTrue(number > 5, "the walk passed every request: " + number);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void removeAgainFinishesARemoveThatFailedAnywhere(Failure how) throws IOException {
        int number = 1;
        for (boolean reached = true; reached; number++) {
            Machine machine = machine(name("c", how, number));
            createUntil(machine, 0, how);
            assertEquals(3, machine.provider.droplets.size());
            machine.provider.failAt(number, how);
            DigitalOceanDriver driver = machine.loaded();
            end(driver::remove);
            reached = machine.provider.requests().size() >= number;
            machine.provider.startOver();
            machine.loaded().remove();
            assertOnlyTheOthersAreLeft(machine, how + " at request " + number);
        }
        assertTrue(number > 3, "the walk passed every request: " + number);
    }
}
