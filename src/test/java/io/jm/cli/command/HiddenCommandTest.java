package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.Jm;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that jm starts itself works, and no help lists it. */
class HiddenCommandTest {
    private static final String NAME = "watch-ports";

    @TempDir
    Path store;

    private Jm jm() {
        return Jm.in(store, Map.of("MACHINE_STORAGE_PATH", store.toString()));
    }

    @Test
    void isInNoHelpAndNoSuggestion() {
        assertFalse(new Commands().names().contains(NAME));
        assertFalse(jm().run("help").succeeded().all().contains(NAME));
        assertFalse(jm().run("watch-port").failed().all().contains("Did you mean"));
    }

    @Test
    void endsAtOnceForAMachineWhosePortsNeedNoForwarding() {
        jm().run("create", "-d", "none", "--url", "tcp://127.0.0.1:1", "box").succeeded();
        assertEquals("", jm().run(NAME, "box").succeeded().all());
        assertFalse(store.resolve("machines/box/watch.pid").toFile().exists());
    }

    @Test
    void failsWithoutAMachine() {
        assertTrue(jm().run(NAME, "box").failed().err().contains("box"));
    }
}
