package io.jm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody's work travels with jm unnamed. */
class NoticesIT {
    @Test
    void everyBundledJarIsInTheNotices() throws IOException {
        String notices = Files.readString(Path.of("docs/NOTICES.md"));
        List<String> jars;
        try (Stream<Path> files = Files.list(Path.of("target/lib"))) {
            jars = files.map(file -> file.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", ""))
                    .toList();
        }
        assertFalse(jars.isEmpty());
        assertEquals(
                List.of(),
                jars.stream().filter(jar -> !notices.contains("`" + jar + "`")).toList());
    }
}
