package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.go.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RemoteImagesTest extends ServedImages {
    @Test
    void downloadsOnceAndNamesTheDigest() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        CachedImage image = fetch();
        assertArrayEquals(IMAGE, Files.readAllBytes(image.file()));
        assertEquals(digest("sha256", IMAGE), image.digest());
        assertEquals(
                "Downloading the image disk.qcow2 from " + server.url(PATH) + "\n"
                        + "Nothing shows whether the image disk.qcow2 is what its publisher made: there is no checksum file"
                        + " next to it. To get the same content next time, specify the digest " + image.digest() + "\n",
                cache.output());
        assertEquals(image, fetch());
        assertEquals(1, server.requests(PATH).size());
        assertEquals(List.of("index.json", image.file().getFileName().toString()), cache.fileNames());
    }

    @Test
    void fourAtATimeDownloadOnce() throws Exception {
        server.answer(PATH, (request, out) -> {
            Thread.sleep(300);
            FileServer.cut(IMAGE, "\"v1\"", CUT).write(request, out);
        });
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<CachedImage>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                TestCache own = cache(Map.of());
                calls.add(() -> own.fetch(server.url(PATH)));
            }
            for (Future<CachedImage> image : pool.invokeAll(calls)) {
                assertEquals(digest("sha256", IMAGE), image.get().digest());
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(3, server.requests(PATH).size());
    }

    @Test
    void twoStoresDoNotKnowEachOther() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        fetch();
        Files.createDirectory(directory.resolve("other"));
        TestCache other = new TestCache(directory.resolve("other"), ImageTable.bundled(), Map.of(), ticker);
        other.fetch(server.url(PATH));
        assertEquals(2, server.requests(PATH).size());
        assertEquals(1, other.images().list().size());
    }

    @Test
    void isNotDownloadedAgainUnderAnotherUrl() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        server.text("/dir/SHA256SUMS", hex("sha256", IMAGE) + "  disk.qcow2\n");
        server.text("/new/SHA256SUMS", hex("sha256", IMAGE) + "  disk.qcow2\n");
        CachedImage first = fetch();
        assertEquals(first.file(), cache.fetch(server.url("/new/disk.qcow2")).file());
        assertEquals(
                server.url(PATH) + ", " + server.url("/new/disk.qcow2"),
                cache.images().list().get(0).source());
    }

    @Test
    void neverKeepsADownloadThatQemuMustNotSee() throws Exception {
        byte[] hostile = TestDisk.qcow2().putLong(8, 200).array();
        server.answer(PATH, FileServer.file(hostile, "\"v1\""));
        assertTrue(refusal(this::fetch).startsWith("the image disk.qcow2 has a backing file"));
        assertTrue(refusal(() -> fetch(digest("sha256", hostile))).startsWith("the image disk.qcow2 has a backing"));
        server.text(PATH, "<html>login</html>");
        assertTrue(refusal(this::fetch).startsWith("the image disk.qcow2 is an HTML page"));
        assertEquals(List.of(), cache.fileNames());
    }

    @Test
    void aPrunedDownloadInProgressStays() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.answer(PATH, (request, out) -> {
            begin(out);
            reached.countDown();
            assertTrue(go.await(20, TimeUnit.SECONDS));
            out.write(IMAGE, CUT, IMAGE.length - CUT);
        });
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<CachedImage> image = pool.submit(() -> fetch());
            assertTrue(reached.await(30, TimeUnit.SECONDS));
            List<CachedImage> parts = cache.images().list();
            while (parts.isEmpty()) {
                Thread.sleep(5);
                parts = cache.images().list();
            }
            for (CachedImage part : parts) {
                assertTrue(refusal(() -> cache.remove(part)).endsWith(": it is being downloaded or copied"));
            }
            go.countDown();
            assertArrayEquals(
                    IMAGE, Files.readAllBytes(image.get(30, TimeUnit.SECONDS).file()));
        } finally {
            go.countDown();
            pool.shutdownNow();
        }
    }

    @Test
    void namesOfTheTableLeadToTheirUrls() throws Exception {
        String entry = """
                {"one": {"user": "root", "files": {"amd64": {"url": "%s", "checksums": "SUMS", "dated": "%s",
                "digest": "%s"}}}, "two": {"user": "root", "files": {"amd64": {"url": "%s", "checksums": "SUMS"}}}}
                """.formatted(
                        server.url("/latest/d.qcow2"),
                        server.url("/2026/d.qcow2"),
                        digest("sha512", IMAGE),
                        server.url("/gone/d.qcow2"));
        ImageTable table = new ImageTable(JsonReader.read(entry.getBytes(StandardCharsets.UTF_8)));
        cache = new TestCache(directory, table, Map.of(), ticker);
        server.answer("/2026/d.qcow2", FileServer.file(IMAGE, "\"v1\""));
        server.answer("/latest/d.qcow2", FileServer.file(OTHER, "\"v2\""));
        CachedImage dated = cache.fetch("one");
        assertEquals(digest("sha512", IMAGE), dated.digest());
        cache.remove(dated);
        server.answer("/2026/d.qcow2", (request, out) -> out.write(FileServer.head("404 Not Found")));
        assertEquals(
                "the checksum file of the image one is no longer at " + server.url("/latest/SUMS"),
                refusal(() -> cache.fetch("one")));
        server.text("/latest/SUMS", "SHA256 (d.qcow2) = " + hex("sha256", OTHER) + "\n");
        assertEquals(digest("sha256", OTHER), cache.fetch("one").digest());
        server.text("/latest/SUMS", "nothing");
        cache.images().list().forEach(cache::remove);
        assertEquals(
                "the checksum file " + server.url("/latest/SUMS") + " does not contain d.qcow2",
                refusal(() -> cache.fetch("one")));
        server.text("/gone/SUMS", hex("sha256", OTHER) + "  d.qcow2\n");
        assertEquals(
                "the image two is no longer at " + server.url("/gone/d.qcow2")
                        + "; a newer jm knows where it is, or use --qemu-image URL",
                refusal(() -> cache.fetch("two")));
        assertEquals(
                "the image two does not exist for arm64",
                refusal(() -> cache.images().fetch(new ImageRequest("two", "", "arm64"))));
    }
}
