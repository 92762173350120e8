package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cache on a small file system of its own, which only root can mount. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final byte[] IMAGE = TestDisk.qcow2(1, 40);

    @TempDir
    Path directory;

    private Path disk;
    private FileServer server;
    private TestCache cache;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", disk.toString()), "needs root");
        server = new FileServer();
        cache = new TestCache(disk, ImageTable.bundled(), Map.of(), Ticker.system());
    }

    @AfterEach
    void unmount() throws Exception {
        if (server != null) {
            server.close();
            run("umount", "-l", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private String refusal(String what) {
        return assertThrows(JmException.class, () -> cache.fetch(what)).getMessage();
    }

    @Test
    void doesNotBeginADownloadThatDoesNotFit() throws Exception {
        server.answer("/disk.qcow2", FileServer.file(IMAGE, "\"v1\""));
        String message = refusal(server.url("/disk.qcow2"));
        assertTrue(
                message.startsWith(
                        "the image disk.qcow2 needs 66 MiB in " + cache.layout().images() + ", where "),
                message);
        assertTrue(message.matches(".* where [0-9.]+ [KM]iB are free"), message);
        assertEquals(List.of(), cache.fileNames());
    }

    @Test
    void leavesNoPartOnAFullDisk() throws Exception {
        // without a length nothing shows it before
        server.answer("/disk.qcow2", (request, out) -> {
            out.write(FileServer.head("200 OK", "ETag: \"v1\""));
            out.write(IMAGE);
        });
        String message = refusal(server.url("/disk.qcow2"));
        assertTrue(message.matches("write .*\\.part: no space left on device"), message);
        assertEquals(List.of(), cache.fileNames());
        Path local = Files.write(directory.resolve("local.qcow2"), IMAGE);
        assertTrue(refusal(local.toString()).endsWith(": no space left on device"));
        assertEquals(List.of(), cache.fileNames());
    }

    @Test
    void aReadOnlyCacheStillHasItsImages() throws Exception {
        byte[] small = Arrays.copyOf(IMAGE, 5 << 16);
        Path local = Files.write(directory.resolve("local.qcow2"), small);
        CachedImage image = cache.fetch(local.toString());
        assertTrue(run("mount", "-o", "remount,ro", disk.toString()));
        assertEquals(image, cache.fetch(local.toString()));
        assertEquals(List.of(image), cache.images().list());
        assertTrue(assertThrows(JmException.class, () -> cache.remove(image))
                .getMessage()
                .endsWith(": read-only file system"));
        server.answer("/disk.qcow2", FileServer.file(small, "\"v1\""));
        String message = refusal(server.url("/disk.qcow2"));
        assertTrue(message.endsWith(": read-only file system"), message);
    }
}
