package io.jm.drivers.qemu.share;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareRulesTest {
    @TempDir
    Path home;

    private Path store;

    @BeforeEach
    void makeTheStore() throws IOException {
        store = Files.createDirectories(home.resolve(".docker/machine"));
        Files.createDirectories(store.resolve("machines/box"));
    }

    @Test
    void aDirectoryAroundTheStoreCanBeShared() {
        assertDoesNotThrow(() -> check(share(home, "/home/me")));
    }

    @Test
    void theStoreItselfCannot() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), store);
        for (Path inside : List.of(store, store.resolve("machines/box"), link)) {
            assertEquals(
                    inside + " cannot be shared: it is in the store of the machines (" + store
                            + "), with their keys and disks",
                    refusal(share(inside, "/x")));
        }
    }

    @Test
    void theDirectoryMustBeThere() throws IOException {
        Path missing = home.resolve("missing");
        assertEquals("the directory to share, " + missing + ", does not exist", refusal(share(missing, "/x")));
        Path file = Files.writeString(home.resolve("file"), "");
        assertEquals("the directory to share, " + file + ", is not a directory", refusal(share(file, "/x")));
    }

    @Test
    void theMachinesOwnDirectoriesStayItsOwn() {
        for (String guest : List.of("/", "/etc", "/usr", "/var", "/proc/x", "/sys/fs", "/dev/shm", "/run/docker")) {
            String message = refusal(share(home, guest));
            assertTrue(
                    message.startsWith("a shared directory cannot be mounted at " + guest + " of the machine"),
                    message);
        }
        assertDoesNotThrow(
                () -> check(share(home, "/usr/local/src"), share(home, "/var/www"), share(home, "/etcetera")));
    }

    @Test
    void theLoginsHomeIsNotHidden() {
        for (String guest : List.of("/home", "/home/docker")) {
            String message = refusal(share(home, guest));
            assertTrue(message.contains("would hide the home directory of the machine's login, /home/docker"), message);
        }
        assertDoesNotThrow(
                () -> check(share(home, "/home/docker2"), share(home, "/home/docker/src"), share(home, "/root")));
        ShareRules root = new ShareRules(store, "root");
        assertThrows(JmException.class, () -> root.check(List.of(share(home, "/root"))));
    }

    @Test
    void twoDirectoriesCannotBeAtOnePlace() {
        assertEquals(
                "two directories are shared at /x: name another place for one, as in DIR:GUESTDIR",
                refusal(share(home, "/x"), share(home, "/x")));
    }

    @Test
    void thereIsALimit() {
        List<ShareOption> many = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            many.add(share(home, "/x" + i));
        }
        assertEquals(
                "a machine can have at most 16 shared directories, not 17", refusal(many.toArray(ShareOption[]::new)));
    }

    private static ShareOption share(Path host, String guest) {
        return new ShareOption(host, guest, false);
    }

    private void check(ShareOption... shares) {
        new ShareRules(store, "docker").check(List.of(shares));
    }

    private String refusal(ShareOption... shares) {
        return assertThrows(JmException.class, () -> check(shares)).getMessage();
    }
}
