package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OpenFilesTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void isTheLimitOfTheShell() throws Exception {
        // the JVM raises its own soft limit to the hard one
        Process shell = new ProcessBuilder("sh", "-c", "ulimit -n").start();
        String limit = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(limit.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(limit), OpenFiles.limit());
    }
}
