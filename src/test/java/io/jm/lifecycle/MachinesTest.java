package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.drivers.MachineDrivers;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at the same machine: what one did while the other waited for the lock counts. */
class MachinesTest {
    private FileStore store;
    private Environment environment;
    private MachineDrivers drivers;
    private final List<String> seen = new ArrayList<>();
    private String removeError = "";

    @BeforeEach
    void record(@TempDir Path folder) {
        store = new FileStore(new StoreLayout(folder), "jm", SilentConsole.INSTANCE);
        store.save(new MachineDocument(store.layout(), "box", new MachineDocument.Certificates("", "", "", ""))
                .machine("box", "cloud"));
        environment = new Environment(Map.of(), folder, "jm", false);
        drivers = new MachineDrivers(
                (name, context) -> new IdleDriver(context) {
                    @Override
                    public void remove() {
                        seen.add("locked " + Files.exists(store.layout().machineLock("box")));
                        if (!removeError.isEmpty()) {
                            throw new JmException(removeError);
                        }
                    }
                },
                folder,
                SilentConsole.INSTANCE,
                environment,
                Ticker.system());
    }

    @Test
    void aMachineThatWasRemovedMeanwhileStaysRemoved() {
        Machine loaded = store.load("box");
        store.remove("box");
        JmException refused = assertThrows(
                JmException.class,
                () -> new Machines(store, drivers, SilentConsole.INSTANCE, environment)
                        .editEach(List.of(loaded), (machine, driver) -> seen.add("changed")));
        assertTrue(refused.getMessage().startsWith("Docker machine \"box\" does not exist"), refused.getMessage());
        assertEquals(List.of(), seen);
        assertFalse(store.exists("box"));
    }

    @Test
    void aChangeStartsFromWhatAnotherProcessHasSaved() {
        Machine loaded = store.load("box");
        ObjectNode other = JsonNodeFactory.instance.objectNode().put("Instance", "i-2");
        store.update(loaded.withDriver(other));
        new Machines(store, drivers, SilentConsole.INSTANCE, environment)
                .editEach(
                        List.of(loaded),
                        (machine, driver) ->
                                seen.add(driver.config().path("Instance").asText()));
        assertEquals(List.of("i-2"), seen);
        assertEquals("i-2", store.load("box").driver().path("Instance").asText());
    }

    @Test
    void anUpdateNeverBringsAMachineBack() {
        Machine loaded = store.load("box");
        store.remove("box");
        assertThrows(JmException.class, () -> store.update(loaded));
        assertFalse(store.exists("box"));
    }

    @Test
    void theDriverRemovesUnderTheLock() {
        List<JmException> errors = new Removal(
                        store, drivers, SilentConsole.INSTANCE, environment, Ticker.system(), false)
                .remove(List.of("box"));
        assertEquals(List.of(), errors);
        assertEquals(List.of("locked true"), seen);
    }

    /** One of the things that it removes may be gone, and its instance may not. */
    @Test
    void noTextOfADriverWithinJmMeansThatTheInstanceIsGone() {
        removeError = "server not found";
        List<JmException> errors = new Removal(
                        store, drivers, SilentConsole.INSTANCE, environment, Ticker.system(), false)
                .remove(List.of("box"));
        assertEquals(
                List.of("Error removing host \"box\": server not found"),
                errors.stream().map(JmException::getMessage).toList());
        assertTrue(store.exists("box"));
    }

    @Test
    void anOldDocumentIsMigratedUnderTheLockThatIsHeld() throws IOException {
        Files.writeString(store.layout().config("box"), "{\"ConfigVersion\":0,\"DriverName\":\"cloud\",\"Driver\":{}}");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            List<JmException> errors = new Removal(
                            store, drivers, SilentConsole.INSTANCE, environment, Ticker.system(), false)
                    .remove(List.of("box"));
            assertEquals(List.of(), errors);
        });
        assertEquals(List.of("locked true"), seen);
    }
}
