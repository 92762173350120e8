package io.jm.drivers.qemu.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.SharedDirectory;
import io.jm.os.OwnProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VirtioFsDaemonTest {
    /** What a real one does as far as jm sees it. */
    private static final String SERVES = """
            for a in "$@"; do case $a in --socket-path=*) s=${a#*=} ;; esac; done
            : >"$s"; echo $$ >"$s.pid"
            echo '[INFO virtiofsd] Waiting for vhost-user socket connection...'
            # not for ever, since a killed build does not end it
            i=0; while [ $i -lt 600 ]; do sleep 0.1; i=$((i + 1)); done
            """;

    @TempDir
    Path directory;

    private Path socket;
    private VirtioFsDaemon daemon;

    @BeforeEach
    void nameTheFiles() {
        socket = directory.resolve("share-0.sock");
        daemon = new VirtioFsDaemon(socket, directory.resolve("share-0.log"), Ticker.system());
    }

    @AfterEach
    void leaveNothing() {
        daemon.end();
    }

    @Test
    void runsUntilItIsEnded() throws IOException {
        daemon.start(command(SERVES));
        assertEquals(1, processes().size());
        daemon.end();
        assertEquals(List.of(), processes());
        assertFalse(Files.exists(socket));
        assertFalse(Files.exists(Path.of(socket + ".pid")));
    }

    @Test
    void oneThatWasLeftIsEndedFirst() throws IOException {
        daemon.start(command(SERVES));
        List<Long> before = processes();
        daemon.start(command(SERVES));
        assertEquals(1, processes().size());
        assertNotEquals(before, processes());
    }

    @Test
    void oneThatIgnoresSigtermIsKilled() throws IOException {
        daemon.start(command("trap '' TERM\n" + SERVES));
        daemon.end();
        assertEquals(List.of(), processes());
    }

    @Test
    void aFailureShowsItsLastLines() throws IOException {
        List<String> command = command("echo first; echo 'no namespaces here' >&2; exit 1");
        JmException failure = assertThrows(JmException.class, () -> daemon.start(command));
        assertEquals(command.get(0) + " does not start: first\\nno namespaces here", failure.getMessage());
        assertEquals(List.of(), processes());
    }

    @Test
    void theLogOfTheLastTimeDoesNotCount() throws IOException {
        Files.writeString(directory.resolve("share-0.log"), "Waiting for vhost-user socket\n");
        List<String> command = command("exit 1");
        JmException failure = assertThrows(JmException.class, () -> daemon.start(command));
        assertTrue(failure.getMessage().contains("does not start: no message"), failure.getMessage());
    }

    @Test
    void theOneOfQemuStartsAndEnds() throws IOException {
        Path program = Path.of("/usr/lib/qemu/virtiofsd");
        assumeTrue(Files.isExecutable(program), "QEMU's virtiofsd is not installed");
        VirtioFsProgram.Owner owner = VirtioFsProgram.Owner.current();
        assumeTrue(owner.isRoot(), "only root can run it");
        Path shared = Files.createDirectory(directory.resolve("a b,c"));
        SharedDirectory share = new SharedDirectory("jm0", "virtiofs", shared, "/g", false);
        daemon.start(new VirtioFsProgram(program, "source=PATH").command(share, socket, owner));
        assertFalse(processes().isEmpty());
        assertTrue(Files.exists(socket));
        daemon.end();
        assertEquals(List.of(), processes());
    }

    private List<Long> processes() {
        return OwnProcesses.withArgument("--socket-path=" + socket);
    }

    private List<String> command(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("virtiofsd"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return List.of(file.toString(), "--socket-path=" + socket);
    }
}
