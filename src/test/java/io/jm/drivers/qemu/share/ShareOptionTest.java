package io.jm.drivers.qemu.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareOptionTest {
    private static final Environment HERE = new Environment(Map.of(), Path.of("/work dir"), "jm", false);

    @Test
    void thePathInTheMachineIsTheSameUnlessNamed() {
        assertShare("/home/me", "/home/me", false, "/home/me");
        assertShare("/home/me", "/home/me", true, "/home/me:ro");
        assertShare("/home/me", "/home/me", false, "/home/me:rw");
        assertShare("/home/me", "/mnt/h", false, "/home/me:/mnt/h");
        assertShare("/home/me", "/mnt/h", true, "/home/me:/mnt/h:ro");
    }

    @Test
    void aRelativeDirectoryIsOneOfTheWorkingDirectory() {
        assertShare("/work dir/src", "/work dir/src", false, "src");
        assertShare("/src", "/s", false, "../src/.:/s");
        assertShare("/work dir", "/work dir", true, ".:ro");
    }

    @Test
    void blanksCommasAndColonsAreParts() {
        assertShare("/a b,c:d", "/a b,c:d", false, "/a b,c:d");
        assertShare("/a:b", "/c,d", true, "/a:b:/c,d:ro");
        assertShare("/a:/b", "/c", false, "/a:/b:/c");
    }

    @Test
    void thePathInTheMachineIsTidied() {
        assertShare("/a", "/b/c", false, "/a:/b//c/");
        assertShare("/", "/host", false, "/:/host");
    }

    @Test
    void refusesWhatCannotBeADirectoryInTheMachine() {
        for (String bad : List.of("/a:/b/../c", "/a:/..", "/a:/./b", "/a:/b\n", "/a:/" + "b".repeat(1100))) {
            String message = refusal(bad);
            assertTrue(message.contains("cannot be a directory in the machine: name one after a colon"), message);
        }
        for (String bad : List.of("/a:/b\\", "/a:/b ")) {
            assertTrue(refusal(bad).contains("ends with a blank or a backslash"), refusal(bad));
        }
        for (String bad : List.of("", ":ro", ":rw")) {
            assertTrue(refusal(bad).contains("names no directory: write DIR[:GUESTDIR][:ro]"), refusal(bad));
        }
        assertTrue(refusal("/a\0b").contains("is no path on this computer"), refusal("/a\0b"));
    }

    /** Java has paths of Windows on Windows only; here the directory stays what the working directory makes of it. */
    @Test
    void theColonOfADriveDoesNotSeparate() {
        Environment windows = new Environment(Map.of(), Path.of("/w"), "jm", true);
        ShareOption share = ShareOption.parse("C:/Users/me:/mnt/c:ro", windows);
        assertEquals("/mnt/c", share.guest());
        assertTrue(share.host().endsWith("C:/Users/me"), share.host().toString());
        assertTrue(ShareOption.parse("C:/Users/me", windows).host().endsWith("C:/Users/me"));
    }

    @Test
    void directoriesOfWindowsAreBelowTheirDriveInTheMachine() {
        assertEquals("/c/Users/A B", ShareOption.windowsGuest("C:\\Users\\A B"));
        assertEquals("/d", ShareOption.windowsGuest("D:\\"));
        assertEquals("//server/share", ShareOption.windowsGuest("\\\\server\\share"));
    }

    @Test
    void theTextIsParsedToTheSameAgain() {
        for (String value : List.of("/a", "/a b:/c d:ro", "x:y", "/a,b:/c:ro", "/:/host")) {
            ShareOption share = ShareOption.parse(value, HERE);
            Environment elsewhere = new Environment(Map.of(), Path.of("/else"), "jm", false);
            assertEquals(share, ShareOption.parse(share.text(), elsewhere), value);
        }
    }

    private static void assertShare(String host, String guest, boolean readOnly, String value) {
        assertEquals(new ShareOption(Path.of(host), guest, readOnly), ShareOption.parse(value, HERE), value);
    }

    private static String refusal(String value) {
        return assertThrows(JmException.class, () -> ShareOption.parse(value, HERE), value)
                .getMessage();
    }
}
