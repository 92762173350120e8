package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    @Test
    void anUnforeseenExceptionFailsOnlyTheFileThatItCameWith() throws IOException {
        Path here = work.resolve("here");
        Files.createDirectories(here.resolve("tree"));
        Path there = Files.createDirectory(work.resolve("there"));
        for (String name : new String[] {"a", "b", "c", "d", "e", "f"}) {
            Files.writeString(here.resolve("tree/" + name), name);
        }
        LocalFiles source = new LocalFiles(here) {
            @Override
            public @Nullable Info info(String path) throws IOException {
                return path.endsWith("/b") ? unforeseen() : super.info(path);
            }

            @Override
            public InputStream read(String path, long size) throws IOException {
                return path.endsWith("/c") ? broken() : super.read(path, size);
            }
        };
        LocalFiles target = new LocalFiles(there) {
            @Override
            public NewFile write(String path, int mode) throws IOException {
                NewFile file = super.write(path, mode);
                return path.endsWith("/d") ? unforeseen() : path.endsWith("/e") ? stubborn(file) : file;
            }
        };
        FileCopy copy = new FileCopy(source, target, true, 1024, CopyProgress.silent());
        String reason = ": unexpected response (java.lang.ArrayIndexOutOfBoundsException)";
        assertEquals(
                List.of("tree/b" + reason, "tree/c" + reason, "copy/d" + reason, "copy/e" + reason),
                copy.copy("tree", "copy"));
        try (Stream<Path> found = Files.list(there.resolve("copy"))) {
            assertEquals(
                    List.of("a", "f"),
                    found.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.startsWith(".d.") && !name.startsWith(".e."))
                            .sorted()
                            .toList());
        }
    }

    private static <T> T unforeseen() {
        throw new ArrayIndexOutOfBoundsException();
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() {
                return unforeseen();
            }
        };
    }

    /** A file that can be neither kept nor discarded. */
    private static NewFile stubborn(NewFile file) {
        return new NewFile() {
            @Override
            OutputStream content() {
                return file.content();
            }

            @Override
            void keep() {
                unforeseen();
            }

            @Override
            void discard() {
                unforeseen();
            }
        };
    }
}
