package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProgramsTest {
    @TempDir
    Path directory;

    @Test
    void onlyAbsoluteDirectoriesOfThePathAreSearched() throws IOException {
        Path here = program(directory.resolve("tool"));
        Path below = program(directory.resolve("bin/tool"));
        for (String path : List.of("", ".", ":", "bin", "./bin", ".:" + "bin:")) {
            assertEquals(List.of(), Programs.findAll(environment(path), "tool"), path);
            assertEquals(List.of(), Programs.startingWith(environment(path), "to"), path);
        }
        String absolute = "." + File.pathSeparator + directory + File.pathSeparator + directory.resolve("bin");
        assertEquals(List.of(here, below), Programs.findAll(environment(absolute), "tool"));
    }

    private Environment environment(String path) {
        return new Environment(Map.of("PATH", path), directory, "jm", false);
    }

    private static Path program(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        file.toFile().setExecutable(true);
        return file;
    }
}
