package io.jm.drivers.qemu.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.SharedDirectory;
import io.jm.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtioFsProgramTest {
    private static final String RUST = "echo --shared-dir --readonly --announce-submounts --translate-uid";
    private static final String OLD_RUST = "echo --shared-dir --announce-submounts";
    private static final String FROM_QEMU = "echo '-o source=PATH'";
    private static final Path SOCKET = Path.of("/s.sock");
    private static final VirtioFsProgram.Owner ME = new VirtioFsProgram.Owner(1001, 100);
    private static final VirtioFsProgram.Owner ROOT = new VirtioFsProgram.Owner(0, 0);

    @TempDir
    Path directory;

    @Test
    void theFirstThatWorksIsTaken() throws IOException {
        Path broken = program("broken", "echo 'setgroups() failed' >&2; exit 1");
        Path works = program("works", RUST);
        Path later = program("later", FROM_QEMU);
        assertEquals(works, found(List.of(directory.resolve("missing"), broken, works, later), List.of()));
        assertNull(VirtioFsProgram.find(environment(), List.of(broken), List.of()));
    }

    @Test
    void descriptionsOfQemuAreFollowed() throws IOException {
        Path described = program("described", RUST);
        Path gpu = program("gpu", RUST);
        Path json = Files.createDirectories(directory.resolve("vhost-user"));
        Files.writeString(json.resolve("40-gpu.json"), "{\"type\": \"gpu\", \"binary\": \"" + gpu + "\"}");
        Files.writeString(json.resolve("50-fs.json"), "{\"type\": \"fs\", \"binary\": \"" + described + "\"}");
        assertEquals(described, found(List.of(), List.of(directory.resolve("none"), json)));
    }

    @Test
    void aDescriptionThatCannotBeReadIsNoError() throws IOException {
        Path json = Files.createDirectories(directory.resolve("vhost-user"));
        Files.writeString(json.resolve("a.json"), "{");
        Files.createDirectory(json.resolve("b.json"));
        assertNull(VirtioFsProgram.find(environment(), List.of(), List.of(json)));
    }

    @Test
    void thePathIsSearchedToo() throws IOException {
        Path own = program("virtiofsd", RUST);
        assertEquals(own, found(List.of(), List.of()));
    }

    @Test
    void whoeverWritesInTheMachineIsThisUserHere() throws IOException {
        assertEquals(
                List.of(
                        "--socket-path=/s.sock",
                        "--shared-dir",
                        "/a,b c",
                        "--cache=auto",
                        "--sandbox=namespace",
                        "--announce-submounts",
                        "--translate-uid=squash-guest:0:1001:4294967295",
                        "--translate-gid=squash-guest:0:100:4294967295",
                        "--translate-uid=host:1001:1000:1",
                        "--translate-gid=host:100:1000:1"),
                arguments(RUST, false, ME));
    }

    @Test
    void anOlderOneMakesRootInTheMachineThisUser() throws IOException {
        List<String> arguments = arguments(OLD_RUST, false, ME);
        assertEquals(
                List.of("--uid-map=:0:1001:1:", "--gid-map=:0:100:1:"),
                arguments.subList(arguments.size() - 2, arguments.size()));
    }

    @Test
    void rootNeedsNoMapping() throws IOException {
        List<String> arguments = arguments(RUST, true, ROOT);
        assertEquals("--readonly", arguments.get(arguments.size() - 1));
        assertFalse(arguments.toString().contains("translate"), arguments.toString());
    }

    @Test
    void theOneOfQemuEscapesCommas() throws IOException {
        assertEquals(
                List.of("--socket-path=/s.sock", "-o", "source=/a\\,b c", "-o", "cache=auto,announce_submounts"),
                arguments(FROM_QEMU, false, ROOT));
    }

    @Test
    void writeAccessIsNotGrantedWhereItWasNotAskedFor() {
        JmException refused = assertThrows(JmException.class, () -> arguments(FROM_QEMU, true, ROOT));
        assertTrue(refused.getMessage().endsWith("cannot share without write access: install a newer virtiofsd"));
    }

    @Test
    void theOwnerIsReadFromTheKernel() {
        String status = "Name:\tjava\nUid:\t1000\t1001\t1000\t1000\nGid:\t100\t101\t100\t100\nGroups:\t4\n";
        assertEquals(new VirtioFsProgram.Owner(1001, 101), VirtioFsProgram.Owner.parse(status));
        assertEquals(new VirtioFsProgram.Owner(0, 0), VirtioFsProgram.Owner.parse("Uid:\nGid:\tx\ty\n"));
    }

    private Path found(List<Path> places, List<Path> descriptions) {
        VirtioFsProgram program = VirtioFsProgram.find(environment(), places, descriptions);
        return assertNotNullProgram(program).path();
    }

    private static VirtioFsProgram assertNotNullProgram(@Nullable VirtioFsProgram program) {
        return Objects.requireNonNull(program, "one is found");
    }

    private List<String> arguments(String help, boolean readOnly, VirtioFsProgram.Owner owner) throws IOException {
        Path path = program("it", help);
        VirtioFsProgram program = assertNotNullProgram(VirtioFsProgram.find(environment(), List.of(path), List.of()));
        SharedDirectory share = new SharedDirectory("jm0", "virtiofs", Path.of("/a,b c"), "/g", readOnly);
        List<String> command = program.command(share, SOCKET, owner);
        assertEquals(path.toString(), command.get(0));
        return command.subList(1, command.size());
    }

    private Environment environment() {
        return new Environment(Map.of("PATH", directory.toString()), directory, "jm", false);
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
