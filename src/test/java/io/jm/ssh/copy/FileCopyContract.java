package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.ssh.HostKeyPolicy;
import io.jm.ssh.RealSshd;
import io.jm.ssh.client.SshClients;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies in all directions against a real OpenSSH server, which shows this computer's own files. */
public abstract class FileCopyContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    public static Path directory;

    public static @Nullable RealSshd started;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path work;

    final RealSshd server = Objects.requireNonNull(started);
    Path here = Path.of("");
    Path there = Path.of("");

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    @BeforeEach
    void directories() throws IOException {
        here = Files.createDirectory(work.resolve("here"));
        there = Files.createDirectory(work.resolve("there"));
    }

    final CopyEndpoint local(String name) {
        return new CopyEndpoint(null, here.resolve(name).toString());
    }

    final CopyEndpoint remote(String name) {
        return at(there + "/" + name);
    }

    final CopyEndpoint at(String path) {
        return new CopyEndpoint(server.target(server.userKey(), HostKeyPolicy.OFF), path);
    }

    final void copy(CopyEndpoint from, CopyEndpoint to, boolean recursive) {
        clients(false).copy(from, to, recursive, true);
    }

    final SshClients clients(boolean useSystem) {
        String path = Objects.requireNonNull(System.getenv("PATH"));
        Environment environment = new Environment(Map.of("PATH", path), work, "jm", false);
        return new SshClients(environment, RecordingConsole.withDebug().console(), key -> null, useSystem);
    }

    @Test
    void aFileIsIdenticalAfterCopyingThereAndBack() throws IOException {
        byte[] bytes = new byte[3 * 255 * 1024 + 17];
        new Random(3).nextBytes(bytes);
        Files.write(here.resolve("a"), bytes);
        Files.write(here.resolve("empty"), new byte[0]);
        copy(local("a"), remote("b"), false);
        copy(remote("b"), remote("c"), false);
        copy(remote("c"), local("d"), false);
        copy(local("empty"), remote("empty"), false);
        assertArrayEquals(bytes, Files.readAllBytes(here.resolve("d")));
        assertEquals(0, Files.size(there.resolve("empty")));
    }

    @Test
    void unusualNamesAreKept() throws IOException {
        for (String name : new String[] {"a b", "it's", "two\nlines", "Größe-ü", "star*", "$HOME", "\"q\""}) {
            Files.writeString(here.resolve(name), name);
            copy(local(name), remote(name), false);
            assertEquals(name, Files.readString(there.resolve(name)));
            copy(remote(name), local("back"), false);
            assertEquals(name, Files.readString(here.resolve("back")));
        }
    }

    @Test
    void aDirectoryIsCopiedIntoAnExistingOneOrBecomesANewOne() throws IOException {
        Files.createDirectories(here.resolve("tree/sub"));
        Files.writeString(here.resolve("tree/sub/.c"), "3");
        copy(local("tree"), remote("copy"), true);
        copy(local("tree"), remote("copy"), true);
        assertEquals("3", Files.readString(there.resolve("copy/sub/.c")));
        assertEquals("3", Files.readString(there.resolve("copy/tree/sub/.c")));
        copy(remote("copy"), local("back"), true);
        assertEquals("3", Files.readString(here.resolve("back/tree/sub/.c")));
    }

    @Test
    void aDirectoryIsCopiedOnlyRecursively() throws IOException {
        Files.createDirectory(here.resolve("tree"));
        JmException e = assertThrows(JmException.class, () -> copy(local("tree"), remote("copy"), false));
        assertTrue(e.getMessage().endsWith("tree: not a regular file"), e.getMessage());
        assertFalse(Files.exists(there.resolve("copy")));
    }

    @Test
    void oneBadFileDoesNotStopTheOthers() throws IOException {
        Files.createDirectory(here.resolve("tree"));
        Files.createSymbolicLink(here.resolve("tree/dangling"), Path.of("nowhere"));
        Files.writeString(here.resolve("tree/good"), "good");
        JmException e = assertThrows(JmException.class, () -> copy(local("tree"), remote("copy"), true));
        assertTrue(e.getMessage().endsWith("dangling: No such file or directory"), e.getMessage());
        assertEquals("good", Files.readString(there.resolve("copy/good")));
    }

    @Test
    void linksAreFollowedAtBothEnds() throws IOException {
        Files.writeString(here.resolve("real"), "new");
        Files.createSymbolicLink(here.resolve("link"), Path.of("real"));
        Files.writeString(there.resolve("target"), "old and longer");
        Files.createSymbolicLink(there.resolve("pointer"), Path.of("target"));
        copy(local("link"), remote("pointer"), false);
        assertEquals("new", Files.readString(there.resolve("target")));
        assertTrue(Files.isSymbolicLink(there.resolve("pointer")));
        copy(remote("pointer"), local("link"), false);
        assertTrue(Files.isSymbolicLink(here.resolve("link")));
    }

    @Test
    void modesFollowTheSourceAndAReplacedFileKeepsItsOwn() throws IOException {
        Files.writeString(here.resolve("tool"), "x");
        RealSshd.mode(here.resolve("tool"), "rwx------");
        copy(local("tool"), remote("tool"), false);
        assertEquals("rwx------", mode(there.resolve("tool")));
        RealSshd.mode(there.resolve("tool"), "rw-r-----");
        copy(local("tool"), remote("tool"), false);
        assertEquals("rw-r-----", mode(there.resolve("tool")));
        copy(remote("tool"), local("other"), false);
        assertEquals("rw-r-----", mode(here.resolve("other")));
    }

    static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void remoteWildcardsAreExpandedOnTheMachine() throws IOException {
        for (String name : new String[] {"a1", "a2", "b1", ".a3"}) {
            Files.writeString(there.resolve(name), name);
        }
        copy(remote("a*"), new CopyEndpoint(null, here.toString()), false);
        try (Stream<Path> found = Files.list(here)) {
            assertEquals(2, found.count());
        }
        assertTrue(Files.exists(here.resolve("a1")));
    }

    @Test
    void aTildeIsTheHomeOfTheSshUserOrOfTheNamedUser() throws IOException {
        Path home = Path.of(System.getProperty("user.home")).toRealPath();
        String way = home.relativize(there.toRealPath()).toString();
        Files.writeString(here.resolve("a"), "home");
        copy(local("a"), at("~/" + way), false);
        copy(at("~" + System.getProperty("user.name") + "/" + way + "/a"), local("b"), false);
        assertEquals("home", Files.readString(here.resolve("b")));
    }

    @Test
    void aNameLikeAnOptionIsAName() throws IOException {
        Files.writeString(here.resolve("-r"), "name");
        copy(local("-r"), remote("-r"), false);
        copy(remote("-?"), local("back"), false);
        assertEquals("name", Files.readString(here.resolve("back")));
    }

    @Test
    void wildcardsCannotInjectACommand() throws IOException {
        Files.writeString(there.resolve("$(touch x);`touch x`1"), "1");
        copy(remote("$(touch x);`touch x`[0-9]"), local("back"), false);
        assertEquals("1", Files.readString(here.resolve("back")));
    }

    @Test
    void aMissingSourceLeavesNothingBehind() throws IOException {
        assertThrows(JmException.class, () -> copy(local("nope"), remote("a"), false));
        assertThrows(JmException.class, () -> copy(remote("nope"), local("a"), false));
        try (Stream<Path> found = Stream.concat(Files.list(here), Files.list(there))) {
            assertEquals(0, found.count());
        }
    }
}
