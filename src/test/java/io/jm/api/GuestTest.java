package io.jm.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process of another program stays that program's own. */
@DisabledOnOs(OS.WINDOWS)
class GuestTest {
    @Test
    void nothingIsPrintedAndNoSignalIsHandled(@TempDir Path directory) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuestProgram.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        program.waitFor(1, TimeUnit.MINUTES);
        assertEquals("", printed);
        assertEquals(0, program.exitValue());
    }
}
