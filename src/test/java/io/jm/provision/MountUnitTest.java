package io.jm.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.driver.SharedDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountUnitTest {
    private static final List<String> PATHS = List.of(
            "/home/me",
            "/Users/me",
            "/c/Users/A B",
            "/home/me/my-files",
            "/.hidden",
            "/srv/.hidden/.x",
            "/a.b_c:d",
            "/50% off",
            "/tab\there",
            "/back\\slash",
            "/naïve/☂",
            "/quote\"'$",
            "//double//slash/",
            "/");

    @Test
    void namesAreEscapedAsSystemdRequires() {
        assertEquals("home-me.mount", MountUnit.name("/home/me"));
        assertEquals("c-Users-A\\x20B.mount", MountUnit.name("/c/Users/A B"));
        assertEquals("home-me-my\\x2dfiles.mount", MountUnit.name("/home/me/my-files"));
        assertEquals("\\x2ehidden.mount", MountUnit.name("/.hidden"));
        assertEquals("na\\xc3\\xafve-\\xe2\\x98\\x82.mount", MountUnit.name("/naïve/☂"));
        assertEquals("-.mount", MountUnit.name("/"));
    }

    @Test
    void namesAreThoseOfSystemdEscape() throws Exception {
        Path program = Path.of("/usr/bin/systemd-escape");
        assumeTrue(Files.isExecutable(program), "systemd-escape is not installed");
        for (String path : PATHS) {
            Process process = new ProcessBuilder(program.toString(), "--path", "--suffix=mount", path)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), output);
            assertEquals(output.strip(), MountUnit.name(path), path);
        }
    }

    @Test
    void theUnitMountsTheTag() {
        String unit = MountUnit.text(new SharedDirectory("jm0", "virtiofs", Path.of("/h"), "/a b/50%", false));
        assertTrue(unit.contains("\nWhat=jm0\nWhere=/a b/50%%\nType=virtiofs\nOptions=rw\nTimeoutSec=30\n"), unit);
        assertTrue(unit.contains("\nX-Jm=shared-directory\nBefore=docker.service\n"), unit);
        assertTrue(unit.endsWith("\n[Install]\nWantedBy=multi-user.target\n"), unit);
    }

    @Test
    void ninePNeedsItsTransport() {
        String unit = MountUnit.text(new SharedDirectory("jm1", "9p", Path.of("/h"), "/g", true));
        assertTrue(unit.contains("\nOptions=ro,trans=virtio,version=9p2000.L,msize=131072,cache=mmap\n"), unit);
    }

    @Test
    void systemdAcceptsTheUnits() throws Exception {
        Path program = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(program), "systemd-analyze is not installed");
        Path directory = Files.createTempDirectory("units");
        try {
            for (String guest : List.of("/home/me", "/c/Users/A B", "/50% off/my-files")) {
                Path unit = directory.resolve(MountUnit.name(guest));
                Files.writeString(
                        unit, MountUnit.text(new SharedDirectory("jm0", "virtiofs", Path.of("/h"), guest, true)));
                Process process = new ProcessBuilder(program.toString(), "verify", "--man=no", unit.toString())
                        .redirectErrorStream(true)
                        .start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(0, process.waitFor(), output);
                assertTrue(!output.contains(unit.getFileName().toString()), output);
                Files.delete(unit);
            }
        } finally {
            Files.delete(directory);
        }
    }
}
