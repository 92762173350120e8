package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.Jm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshJumpOptionTest {
    @Test
    void ofSeveralMachinesAWrongJumpHostIsOneErrorBeforeAnyIsMade(@TempDir Path directory) {
        Path store = directory.resolve("store");
        Jm.Result result = Jm.in(directory, Map.of("MACHINE_STORAGE_PATH", store.toString()))
                .run("create", "-d", "none", "--url", "tcp://192.0.2.1:1", "--ssh-jump", "-oX=y", "a", "b")
                .failed();
        assertTrue(result.err().startsWith("Error: --ssh-jump: invalid jump host \"-oX=y\""), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertFalse(Files.exists(store.resolve("certs")), "nothing is made for it");
    }
}
