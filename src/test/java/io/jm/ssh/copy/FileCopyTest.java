package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCopyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path work;

    @Test
    void noTruncatedFileIsLeftWhenTheSourceFails() throws IOException {
        Path here = Files.createDirectory(work.resolve("here"));
        Path there = Files.createDirectory(work.resolve("there"));
        Files.writeString(there.resolve("a"), "old");
        LocalFiles broken = new LocalFiles(here) {
            @Override
            public Info info(String path) {
                return new Info(Kind.FILE, 0644, 100, -1, -1);
            }
        };
        Files.writeString(here.resolve("a"), "short");
        FileCopy copy = new FileCopy(broken, new LocalFiles(there), false, 1024, CopyProgress.silent());
        assertEquals(1, copy.copy("a", "a").size());
        assertEquals("old", Files.readString(there.resolve("a")));
        try (Stream<Path> found = Files.list(there)) {
            assertEquals(1, found.count());
        }
    }
}
