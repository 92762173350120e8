package io.jm.plugin;

import io.jm.os.Environment;
import io.jm.os.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds the programs of {@code src/test/go}, which use Go's own libraries for the protocol. */
final class GoPrograms {
    private GoPrograms() {}

    /** Whether Go is installed. */
    static boolean canBeBuilt() {
        return Programs.find(Environment.system(), "go") != null;
    }

    /** Builds one of them, if its source has changed since the last build. */
    static synchronized Path build(String name) throws IOException {
        Path source = Path.of("src/test/go", name, "main.go").toAbsolutePath();
        Path program = Path.of("target/go", name).toAbsolutePath();
        if (!Files.exists(program)
                || Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) < 0) {
            Programs.Outcome outcome = Programs.capture(
                    List.of(
                            "env",
                            "GO111MODULE=off",
                            "CGO_ENABLED=0",
                            "go",
                            "build",
                            "-o",
                            program.toString(),
                            source.toString()),
                    new byte[0]);
            if (outcome.status() != 0) {
                throw new IOException(new String(outcome.output(), StandardCharsets.UTF_8));
            }
        }
        return program;
    }
}
