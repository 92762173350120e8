package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    @TempDir
    Path directory;

    @Test
    void aChildReceivesNeitherSigintNorSighup() throws IOException {
        assertEquals("alive\n", output("kill -INT $$; kill -HUP $$; echo alive", Map.of()));
    }

    @Test
    void anEmptyVariableIsRemovedForAChild() throws IOException {
        assertEquals("set none\n", output("echo ${GIVEN-none} ${HOME-none}", Map.of("GIVEN", "set", "HOME", "")));
    }

    private String output(String script, Map<String, String> variables) throws IOException {
        Path program = directory.resolve("program");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Environment environment = new Environment(Map.of(), directory, "jm", false);
        try (Children children = new Children(environment);
                ChildProcess child = children.start(program, variables)) {
            return new String(child.output().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
