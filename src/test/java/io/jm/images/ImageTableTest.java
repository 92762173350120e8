package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.go.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImageTableTest {
    @TempDir
    Path directory;

    @Test
    void everyImageHasAUrlForBothArchitectures() {
        ImageTable table = ImageTable.bundled();
        Set<String> urls = new HashSet<>();
        for (String name : table.names()) {
            for (String architecture : List.of("amd64", "arm64")) {
                KnownImage image = table.find(name, architecture);
                assertNotNull(image, name);
                DownloadUrl url = DownloadUrl.of(image.url());
                assertTrue(url.isSecure() && urls.add(image.url()), image.url());
                assertTrue(url.resolve(image.checksums()).isSecure(), image.checksums());
                assertTrue(!image.user().isEmpty() && !image.note().isEmpty(), name);
                assertEquals(image.dated().isEmpty(), image.digest().isEmpty(), name);
                if (image.isPinned()) {
                    assertTrue(DownloadUrl.of(image.dated()).isSecure(), image.dated());
                    assertNotNull(ImageDigest.parse(image.digest()), image.digest());
                }
            }
        }
        assertTrue(table.has(ImageTable.DEFAULT));
        assertNull(table.find(ImageTable.DEFAULT, "riscv64"));
        assertNull(table.find("debian14", "amd64"));
    }

    @Test
    void theNativeExecutableContainsTheTable() throws Exception {
        JsonNode metadata = JsonReader.read(Files.readAllBytes(
                Path.of("src/main/resources/META-INF/native-image/io.jm/images/resource-config.json")));
        String pattern = metadata.path("resources")
                .path("includes")
                .path(0)
                .path("pattern")
                .asText();
        assertTrue("io/jm/images/images.json".matches(pattern), pattern);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theScriptFindsTheNewestVersionAndItsDigest() throws Exception {
        Assumptions.assumeTrue(new ProcessBuilder("sh", "-c", "command -v python3 >/dev/null")
                        .start()
                        .waitFor()
                == 0);
        String sha512 = "a".repeat(128);
        String sha256 = "b".repeat(64);
        try (FileServer server = new FileServer()) {
            server.text(
                    "/trixie/",
                    "<a href=\"../\">up</a> <a href=\"20251001-99/\">1</a> <a href=\"20260101-2268/\">2</a>"
                            + " <a href=\"20260101-987/\">3</a> <a href=\"daily-20270101-1/\">4</a>");
            server.text(
                    "/trixie/20260101-2268/SHA512SUMS",
                    "c".repeat(128) + "  debian-arm64-20260101-2268.qcow2\n" + sha512
                            + "  debian-amd64-20260101-2268.qcow2\n");
            server.text("/noble/", "<a href=\"release-20260102/\">a</a><a href=\"release-20260102.1/\">b</a>");
            server.text("/noble/release-20260102.1/SHA256SUMS", sha256 + " *ubuntu.img\n");
            server.text("/fedora/CHECKSUM", "# x: 1\nSHA256 (Fedora-43.qcow2) = " + sha256 + "\n");
            server.text("/alpine/a.qcow2.sha512", sha512 + "\n");
            Path table = directory.resolve("images.json");
            Files.writeString(table, """
                    {"debian": {"user": "debian", "note": "n", "files": {"amd64": {"url": "U/latest/d.qcow2",
                    "checksums": "SHA512SUMS", "pattern": "U/trixie/{date}/debian-amd64-{date}.qcow2", "dated": "", "digest": ""}}},
                    "ubuntu": {"user": "u", "note": "n", "files": {"amd64": {"url": "U/noble/release/ubuntu.img",
                    "checksums": "SHA256SUMS", "pattern": "U/noble/release-{date}/ubuntu.img", "dated": "", "digest": ""}}},
                    "fedora": {"user": "f", "note": "n", "files": {"amd64": {"url": "U/fedora/Fedora-43.qcow2",
                    "checksums": "U/fedora/CHECKSUM", "pattern": "", "dated": "", "digest": ""}}},
                    "alpine": {"user": "a", "note": "n", "files": {"amd64": {"url": "U/alpine/a.qcow2",
                    "checksums": "a.qcow2.sha512", "pattern": "", "dated": "", "digest": ""}}},
                    "gone": {"user": "g", "note": "n", "files": {"amd64": {"url": "U/gone/a.qcow2",
                    "checksums": "SUMS", "pattern": "", "dated": "U/old", "digest": "sha256:old"}}}}
                    """.replace("U/", server.url("/")));
            Process script = new ProcessBuilder("sh", "scripts/images", table.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, script.waitFor(), output);
            assertTrue(output.contains("gone amd64: HTTP Error 404: Not Found"), output);
            ImageTable renewed = new ImageTable(JsonReader.read(Files.readAllBytes(table)));
            assertPinned(
                    renewed,
                    "debian",
                    server.url("/trixie/20260101-2268/debian-amd64-20260101-2268.qcow2"),
                    "sha512:" + sha512);
            assertPinned(renewed, "ubuntu", server.url("/noble/release-20260102.1/ubuntu.img"), "sha256:" + sha256);
            assertPinned(renewed, "fedora", server.url("/fedora/Fedora-43.qcow2"), "sha256:" + sha256);
            assertPinned(renewed, "alpine", server.url("/alpine/a.qcow2"), "sha512:" + sha512);
            assertPinned(renewed, "gone", server.url("/old"), "sha256:old");
        }
    }

    private static void assertPinned(ImageTable table, String name, String dated, String digest) {
        KnownImage image = table.find(name, "amd64");
        assertNotNull(image);
        assertEquals(List.of(dated, digest), List.of(image.dated(), image.digest()));
    }
}
