package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.ssh.RealSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the copy tests over SFTP, which has many small files under way at once. */
class SftpFilesTest extends FileCopyContract {
    @BeforeAll
    static void start() throws Exception {
        started = RealSshd.start(directory);
    }

    @Test
    void aTreeOfManyFilesIsIdenticalAlsoOverAnExistingOne() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            byte[] content = new byte[i % 50 == 7 ? 32 * 1024 - 2 + i / 50 : random.nextInt(2000) / 2];
            random.nextBytes(content);
            Path file = here.resolve("tree/" + i % 7 + "/f" + i);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            RealSshd.mode(file, i % 2 == 0 ? "rw-r-----" : "rwx------");
        }
        copy(local("tree"), remote("copy"), true);
        copy(remote("copy"), remote("second"), true);
        copy(remote("second"), local("back"), true);
        assertSame(here.resolve("tree"), here.resolve("back"));
        // over other contents and modes, which are kept, and with a link in place of a file
        Path replaced = there.resolve("copy/0");
        for (int i = 0; i < 150; i += 7) {
            Files.writeString(replaced.resolve("f" + i), "other");
            RealSshd.mode(replaced.resolve("f" + i), "rwxr-x---");
        }
        Files.move(replaced.resolve("f0"), there.resolve("moved"));
        Files.createSymbolicLink(replaced.resolve("f0"), there.resolve("moved"));
        copy(at(here + "/tree/0"), at(there + "/copy"), true);
        assertEquals(-1, Files.mismatch(here.resolve("tree/0/f0"), there.resolve("moved")));
        assertTrue(Files.isSymbolicLink(replaced.resolve("f0")));
        for (int i = 7; i < 150; i += 7) {
            assertEquals("rwxr-x---", mode(replaced.resolve("f" + i)));
            RealSshd.mode(replaced.resolve("f" + i), mode(here.resolve("tree/0/f" + i)));
        }
        RealSshd.mode(there.resolve("moved"), "rw-r-----");
        assertSame(here.resolve("tree"), there.resolve("copy"));
    }

    private static void assertSame(Path expected, Path copied) throws IOException {
        assertEquals(relative(expected), relative(copied));
        for (String name : relative(expected)) {
            if (Files.isRegularFile(expected.resolve(name))) {
                assertEquals(-1, Files.mismatch(expected.resolve(name), copied.resolve(name)), name);
                assertEquals(mode(expected.resolve(name)), mode(copied.resolve(name)), name);
            }
        }
    }

    private static List<String> relative(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void errorsAmongManyFilesAreReportedInOrder() throws IOException {
        Path tree = Files.createDirectory(here.resolve("tree"));
        for (int i = 100; i < 200; i++) {
            Files.writeString(tree.resolve("f" + i), "f" + i);
        }
        List<String> expected = new ArrayList<>();
        for (int i : new int[] {100, 120, 150, 199}) {
            Files.delete(tree.resolve("f" + i));
            Files.createSymbolicLink(tree.resolve("f" + i), Path.of("nowhere"));
            expected.add(tree + "/f" + i + ": No such file or directory");
        }
        Files.createDirectories(there.resolve("copy/tree/f130"));
        String blocked = there + "/copy/tree/f130";
        JmException e = assertThrows(JmException.class, () -> copy(local("tree"), remote("copy"), true));
        List<String> lines = e.getMessage().lines().toList();
        assertEquals(5, lines.size(), e.getMessage());
        assertTrue(lines.get(2).startsWith(blocked + ": "), e.getMessage());
        assertEquals(
                expected,
                lines.stream().filter(line -> !line.startsWith(blocked)).toList());
        assertEquals(101 - 4, relative(there.resolve("copy/tree")).size());
    }
}
