package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class UserSshIncludeTest {
    private static final String LINES = "# Machines of jm; \"jm ssh-config --remove\" takes these two lines away\n"
            + "Include \"/home/you/my storé/ssh_config\"\n";

    @TempDir
    private Path home;

    private UserSshInclude include() {
        return new UserSshInclude(home, Path.of("/home/you/my storé/ssh_config"));
    }

    private Path config() {
        return home.resolve(".ssh/config");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aMissingFileIsMadeForItsOwner() throws IOException {
        include().add();
        assertEquals(LINES, Files.readString(config()));
        assertEquals("rw-------", mode(config()));
        assertEquals("rwx------", mode(home.resolve(".ssh")));
        include().remove();
        assertEquals("", Files.readString(config()));
    }

    @Test
    void allOtherBytesStay() throws IOException {
        Files.createDirectory(home.resolve(".ssh"));
        byte[] mine = "Host b\u00e4\r\n  Port 2\n\n\n#end".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(home.resolve("real"), mine);
        Files.setPosixFilePermissions(home.resolve("real"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(config(), Path.of("../real"));
        include().add();
        include().add();
        byte[] added = Files.readAllBytes(home.resolve("real"));
        assertEquals(LINES.getBytes(StandardCharsets.UTF_8).length + mine.length, added.length);
        assertTrue(new String(added, StandardCharsets.UTF_8).startsWith(LINES));
        assertTrue(Files.isSymbolicLink(config()));
        assertEquals("rw-r--r--", mode(home.resolve("real")));
        include().remove();
        assertArrayEquals(mine, Files.readAllBytes(config()));
        include().remove();
        assertArrayEquals(mine, Files.readAllBytes(config()));
    }

    @Test
    void aLinkToAFileThatDoesNotExistStays() throws IOException {
        Files.createDirectory(home.resolve(".ssh"));
        Files.createSymbolicLink(config(), Path.of("../real"));
        include().add();
        assertTrue(Files.isSymbolicLink(config()));
        assertEquals(LINES, Files.readString(home.resolve("real")));
    }

    @Test
    void behindABlockItDoesNotCount() throws IOException {
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(config(), "ServerAliveInterval 5\n" + LINES);
        assertTrue(include().isThere());
        for (String host : List.of("Host x\n", "\thost\tx\n", "Host=x\n", "match all\n")) {
            Files.writeString(config(), host + LINES);
            assertFalse(include().isThere(), host);
        }
        Files.writeString(config(), "Host x\n" + LINES);
        include().add();
        assertEquals(LINES + "Host x\n" + LINES, Files.readString(config()));
        include().remove();
        assertEquals("Host x\n", Files.readString(config()));
    }

    @Test
    void aPathThatSshReadsAsAPatternIsRefused() {
        assertThrows(JmException.class, () -> new UserSshInclude(home, Path.of("/a*/ssh_config")));
        assertThrows(JmException.class, () -> new UserSshInclude(home, Path.of("/a\"/ssh_config")));
    }
}
