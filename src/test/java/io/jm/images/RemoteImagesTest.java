package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteImagesTest {
    private static final byte[] IMAGE = TestDisk.qcow2(1, 12);
    private static final byte[] OTHER = TestDisk.qcow2(2, 12);
    private static final String PATH = "/dir/disk.qcow2";
    private static final int CUT = 300_000;

    @TempDir
    Path directory;

    private final SetTicker ticker = new SetTicker(Instant.parse("2026-01-01T00:00:00Z"));
    private FileServer server;
    private TestCache cache;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
        cache = cache(Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private TestCache cache(Map<String, String> variables) {
        return new TestCache(directory, ImageTable.bundled(), variables, ticker);
    }

    private static String digest(String algorithm, byte[] content) {
        java.security.MessageDigest engine = ImageDigest.engine(algorithm);
        engine.update(content);
        return ImageDigest.of(algorithm, engine).toString();
    }

    private static String hex(String algorithm, byte[] content) {
        return digest(algorithm, content).substring(algorithm.length() + 1);
    }

    private CachedImage fetch() {
        return cache.fetch(server.url(PATH));
    }

    private CachedImage fetch(String digest) {
        return cache.images().fetch(new ImageRequest(server.url(PATH), digest, "amd64"));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable fetch) {
        return assertThrows(JmException.class, fetch).getMessage();
    }

    @Test
    void downloadsOnceAndNamesTheDigest() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        CachedImage image = fetch();
        assertArrayEquals(IMAGE, Files.readAllBytes(image.file()));
        assertEquals(digest("sha256", IMAGE), image.digest());
        assertEquals(
                "Downloading the image disk.qcow2 from " + server.url(PATH) + "\n"
                        + "Nothing tells whether the image disk.qcow2 is what its publisher made: there is no checksum file"
                        + " beside it. To get the same content next time, specify the digest " + image.digest() + "\n",
                cache.output());
        assertEquals(image, fetch());
        assertEquals(1, server.requests(PATH).size());
        assertEquals(List.of("index.json", image.file().getFileName().toString()), cache.fileNames());
    }

    @Test
    void continuesAfterEachBrokenConnection() throws Exception {
        server.answer(PATH, FileServer.cut(IMAGE, "\"v1\"", CUT));
        assertArrayEquals(IMAGE, Files.readAllBytes(fetch().file()));
        List<FileServer.Request> requests = server.requests(PATH);
        assertEquals(3, requests.size());
        assertEquals("", requests.get(0).header("range"));
        assertEquals("bytes=" + CUT + "-", requests.get(1).header("range"));
        assertEquals("\"v1\"", requests.get(1).header("if-range"));
        assertEquals("bytes=" + 2 * CUT + "-", requests.get(2).header("range"));
    }

    @Test
    void anotherProcessContinuesWhatOneLeft() throws Exception {
        AtomicInteger count = new AtomicInteger();
        server.answer(PATH, (request, out) -> {
            if (count.incrementAndGet() == 1) {
                FileServer.cut(IMAGE, "\"v1\"", CUT).write(request, out);
            }
        });
        String message = refusal(this::fetch);
        assertTrue(message.startsWith("the image disk.qcow2 cannot be downloaded from " + server.url(PATH)), message);
        assertTrue(message.endsWith(" (292 KiB are there; the next attempt goes on from them)"), message);
        assertTrue(cache.images().list().get(0).isLeftover());
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        cache = cache(Map.of());
        int before = server.requests(PATH).size();
        assertArrayEquals(IMAGE, Files.readAllBytes(fetch().file()));
        assertEquals("bytes=" + CUT + "-", server.requests(PATH).get(before).header("range"));
        assertTrue(cache.output().startsWith("Continuing to download "), cache.output());
        assertFalse(cache.fileNames().toString().contains(".part"));
    }

    @Test
    void startsAgainIfTheFileChangedInBetween() throws Exception {
        AtomicInteger count = new AtomicInteger();
        server.answer(PATH, (request, out) -> {
            boolean first = count.incrementAndGet() == 1;
            (first ? FileServer.cut(IMAGE, "\"v1\"", CUT) : FileServer.file(OTHER, "\"v2\"")).write(request, out);
        });
        assertArrayEquals(OTHER, Files.readAllBytes(fetch().file()));
    }

    @Test
    void startsAgainIfTheServerSendsAnotherRange() throws Exception {
        AtomicInteger count = new AtomicInteger();
        server.answer(PATH, (request, out) -> {
            switch (count.incrementAndGet()) {
                case 1 -> FileServer.cut(IMAGE, "\"v1\"", CUT).write(request, out);
                case 2 ->
                    out.write(FileServer.head(
                            "206 Partial Content", "Content-Range: bytes 0-9/" + IMAGE.length, "Content-Length: 10"));
                case 3 -> FileServer.cut(IMAGE, "\"v1\"", CUT).write(request, out);
                case 4 -> out.write(FileServer.head("416 Range Not Satisfiable", "Content-Length: 0"));
                default -> FileServer.file(IMAGE, "\"v1\"").write(request, out);
            }
        });
        assertArrayEquals(IMAGE, Files.readAllBytes(fetch().file()));
        assertEquals("", server.requests(PATH).get(4).header("range"));
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
    void keepsADownloadWithAWrongDigestApart() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        String wrong = digest("sha512", OTHER);
        Path bad = cache.layout().badImage("sha512", hex("sha512", IMAGE));
        assertEquals(
                "the image disk.qcow2 from " + server.url(PATH) + " has a wrong digest: expected " + wrong + ", actual "
                        + digest("sha512", IMAGE) + "; it is not used, and kept as " + bad,
                refusal(() -> fetch(wrong)));
        assertEquals(List.of(bad.getFileName().toString()), cache.fileNames());
        CachedImage right = fetch(digest("sha512", IMAGE));
        assertEquals(digest("sha512", IMAGE), right.digest());
        assertEquals(List.of(), server.requests("/dir/SHA256SUMS"));
    }

    @Test
    void aChecksumFileBesideTheImageIsItsDigest() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        server.text("/dir/SHA256SUMS", hex("sha256", OTHER) + " *other\n" + hex("sha256", IMAGE) + " *disk.qcow2\n");
        CachedImage image = fetch();
        assertTrue(
                cache.output()
                        .contains("Verified the image disk.qcow2 with the checksum in " + server.url("/dir/SHA256SUMS")
                                + ", which anyone in between can change, since it is not https."),
                cache.output());
        server.text("/dir/disk.qcow2.sha512", hex("sha512", OTHER));
        cache.images().remove(image);
        String message = refusal(this::fetch);
        assertTrue(message.contains(" has a wrong digest: expected " + digest("sha512", OTHER)), message);
    }

    @Test
    void theChecksumFileMayChangeTogetherWithTheImage() throws Exception {
        server.text("/dir/SHA256SUMS", hex("sha256", OTHER) + "  disk.qcow2\n");
        server.answer(PATH, (request, out) -> {
            server.text("/dir/SHA256SUMS", hex("sha256", IMAGE) + "  disk.qcow2\n");
            FileServer.file(IMAGE, "\"v2\"").write(request, out);
        });
        assertEquals(digest("sha256", IMAGE), fetch().digest());
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
    void saysThatNothingIsThere() {
        assertEquals("the image disk.qcow2 is not at " + server.url(PATH) + " (404 Not Found)", refusal(this::fetch));
        server.answer(PATH, (request, out) -> out.write(FileServer.head("403 For\u0007bidden", "Content-Length: 0")));
        assertEquals(
                "the image disk.qcow2 cannot be downloaded from " + server.url(PATH)
                        + ": the server answered 403 For\\x07bidden",
                refusal(this::fetch));
        assertEquals(2, server.requests(PATH).size());
    }

    @Test
    void triesAgainWhenTheServerHasAFault() throws Exception {
        AtomicInteger count = new AtomicInteger();
        server.answer(PATH, (request, out) -> {
            if (count.incrementAndGet() < 4) {
                out.write(FileServer.head("503 Service Unavailable", "Content-Length: 0"));
            } else {
                FileServer.file(IMAGE, "\"v1\"").write(request, out);
            }
        });
        fetch();
        server.answer("/x", (request, out) -> out.write(FileServer.head("500 Oops", "Content-Length: 0")));
        assertEquals(
                "the image x cannot be downloaded from " + server.url("/x") + ": the server answered 500 Oops",
                refusal(() -> cache.fetch(server.url("/x"))));
        assertEquals(5, server.requests("/x").size());
    }

    @Test
    void followsRedirectsButNotForEver() throws Exception {
        server.answer("/here", (request, out) -> out.write(FileServer.head("302 Found", "Location: /dir/disk.qcow2")));
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        assertEquals(server.url("/here"), cache.fetch(server.url("/here")).source());
        server.answer("/loop", (request, out) -> out.write(FileServer.head("301 Moved", "Location: /loop")));
        assertEquals(
                "the image loop cannot be downloaded from " + server.url("/loop") + ": more than 10 redirects",
                refusal(() -> cache.fetch(server.url("/loop"))));
        assertEquals(11, server.requests("/loop").size());
        server.answer(
                "/file", (request, out) -> out.write(FileServer.head("302 Found", "Location: file:///etc/passwd")));
        assertTrue(refusal(() -> cache.fetch(server.url("/file"))).contains("the redirect is not usable"));
    }

    @Test
    void sendsTheUserToItsServerOnlyAndRecordsItNowhere() throws Exception {
        try (FileServer second = new FileServer()) {
            second.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
            server.answer(
                    "/here",
                    (request, out) -> out.write(FileServer.head("307 Moved", "Location: " + second.url(PATH))));
            String url = "http://me:secret@127.0.0.1:" + server.port() + "/here";
            cache.fetch(url);
            assertEquals("Basic bWU6c2VjcmV0", server.requests("/here").get(0).header("authorization"));
            assertEquals("", second.requests(PATH).get(0).header("authorization"));
            String recorded = cache.output() + Files.readString(cache.layout().imageIndex());
            assertFalse(recorded.contains("secret"), recorded);
            assertTrue(recorded.contains(server.url("/here")), recorded);
        }
        for (String url : List.of("http://me:secret@host:x/", "ftp://me:secret@host/", "http://me:secret@/")) {
            String message = refusal(() -> cache.fetch(url));
            assertFalse(message.contains("secret"), message);
        }
    }

    @Test
    void stopsReadingABodyWithoutEnd() {
        server.answer(
                PATH,
                (request, out) ->
                        out.write(FileServer.head("200 OK", "Content-Length: " + (16L << 30) + "1", "ETag: \"e\"")));
        assertEquals(
                "the image disk.qcow2 at " + server.url(PATH) + " is larger than 16 GiB (the limit)",
                refusal(this::fetch));
        server.text("/dir/SHA512SUMS", "x".repeat(2 << 20));
        assertTrue(refusal(this::fetch).endsWith("/dir/SHA512SUMS: more than 1 MiB (the limit)"));
    }

    @Test
    void givesUpWhenTheServerIsSilent() {
        server.answer(PATH, (request, out) -> {
            out.write(FileServer.head("200 OK", "Content-Length: " + IMAGE.length, "ETag: \"e\""));
            out.write(IMAGE, 0, 1000);
            out.flush();
            Thread.sleep(60_000);
        });
        cache = new TestCache(
                directory,
                ImageTable.bundled(),
                Map.of(),
                ticker,
                new WebTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300)));
        String message = refusal(this::fetch);
        assertTrue(message.contains(": read timed out (1000 bytes are there;"), message);
    }

    @Test
    void anInterruptEndsASilentDownload() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        server.answer(PATH, (request, out) -> {
            out.write(FileServer.head("200 OK", "Content-Length: " + IMAGE.length, "ETag: \"e\""));
            out.write(IMAGE, 0, CUT);
            out.flush();
            reached.countDown();
            Thread.sleep(60_000);
        });
        Thread test = Thread.currentThread();
        Thread other = new Thread(() -> {
            try {
                assertTrue(reached.await(30, TimeUnit.SECONDS));
                while (cache.images().list().stream()
                        .noneMatch(one -> one.file().toString().endsWith(".part"))) {
                    Thread.sleep(5);
                }
            } catch (InterruptedException e) {
                return;
            }
            test.interrupt();
        });
        other.start();
        assertThrows(CancelledException.class, this::fetch);
        assertTrue(Thread.interrupted());
        other.join();
        server.answer(PATH, FileServer.file(IMAGE, "\"e\""));
        assertArrayEquals(IMAGE, Files.readAllBytes(fetch().file()));
    }

    @Test
    void asksAProxyExceptForExcludedHosts() throws Exception {
        String url = "http://images.example/a.qcow2";
        server.answer(url, asking(FileServer.file(IMAGE, "\"v1\"")));
        String proxy = "http://me:pass@127.0.0.1:" + server.port();
        cache = cache(Map.of("http_proxy", proxy, "no_proxy", "other.example,.invalid"));
        assertEquals(url, cache.fetch(url).source());
        int before = server.requests().size();
        assertTrue(refusal(() -> cache.fetch("http://sub.invalid/a.qcow2"))
                .endsWith("the host sub.invalid is not known (no network?)"));
        assertEquals(before, server.requests().size());
    }

    @Test
    void tunnelsThroughAProxyForHttps() {
        server.answer("images.example:443", asking((request, out) -> out.write(FileServer.head("200 Established"))));
        cache = cache(Map.of("HTTPS_PROXY", "http://me:pass@127.0.0.1:" + server.port()));
        refusal(() -> cache.fetch("https://me:other@images.example/a.qcow2"));
        List<FileServer.Request> requests = server.requests("images.example:443");
        assertEquals("CONNECT", requests.get(0).method());
        assertEquals("", requests.get(0).header("authorization"));
        assertEquals("Basic bWU6cGFzcw==", requests.get(requests.size() - 1).header("proxy-authorization"));
    }

    /** A proxy that wants a password. */
    private static FileServer.Answer asking(FileServer.Answer answer) {
        return (request, out) -> {
            if (request.header("proxy-authorization").equals("Basic bWU6cGFzcw==")) {
                answer.write(request, out);
            } else {
                out.write(FileServer.head(
                        "407 Proxy Authentication Required",
                        "Proxy-Authenticate: Basic realm=\"x\"",
                        "Content-Length: 0"));
            }
        };
    }

    @Test
    void saysThatAProxyIsNotUsable() {
        cache = cache(Map.of("HTTP_PROXY", "socks5://me:pass@host:1"));
        assertEquals(
                "HTTP_PROXY is not the URL of an HTTP proxy, such as http://proxy.example.com:3128",
                refusal(() -> cache.fetch("http://images.example/a.qcow2")));
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
    void asksForANewVersionAfterAMonth() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        CachedImage first = fetch();
        ticker.pass(Duration.ofDays(29));
        assertEquals(first, fetch());
        assertEquals(1, server.requests(PATH).size());
        ticker.pass(Duration.ofDays(2));
        assertEquals(first, fetch());
        assertEquals("HEAD", server.requests(PATH).get(1).method());
        assertEquals(first, fetch());
        assertEquals(2, server.requests(PATH).size());
        ticker.pass(Duration.ofDays(31));
        server.answer(PATH, FileServer.file(OTHER, "\"v2\""));
        assertNotEquals(first, fetch());
        assertTrue(Files.exists(first.file()));
    }

    @Test
    void usesTheOldVersionIfTheServerIsOutOfReach() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        CachedImage first = fetch();
        ticker.pass(Duration.ofDays(31));
        server.close();
        assertEquals(first, fetch());
        assertTrue(
                cache.output()
                        .contains("Whether there is a newer version of the image disk.qcow2 could not be checked"
                                + " (connection refused): using the one of 2026-01-01\n"),
                cache.output());
    }

    @Test
    void aPrunedDownloadInProgressStays() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.answer(PATH, (request, out) -> {
            out.write(FileServer.head("200 OK", "Content-Length: " + IMAGE.length, "ETag: \"e\""));
            out.write(IMAGE, 0, CUT);
            out.flush();
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
                assertTrue(refusal(() -> cache.images().remove(part)).endsWith(": it is being downloaded or copied"));
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
        ImageTable table = new ImageTable(io.jm.go.json.JsonReader.read(entry.getBytes(StandardCharsets.UTF_8)));
        cache = new TestCache(directory, table, Map.of(), ticker);
        server.answer("/2026/d.qcow2", FileServer.file(IMAGE, "\"v1\""));
        server.answer("/latest/d.qcow2", FileServer.file(OTHER, "\"v2\""));
        CachedImage dated = cache.fetch("one");
        assertEquals(digest("sha512", IMAGE), dated.digest());
        cache.images().remove(dated);
        server.answer("/2026/d.qcow2", (request, out) -> out.write(FileServer.head("404 Not Found")));
        assertEquals(
                "the checksum file of the image one is no longer at " + server.url("/latest/SUMS"),
                refusal(() -> cache.fetch("one")));
        server.text("/latest/SUMS", "SHA256 (d.qcow2) = " + hex("sha256", OTHER) + "\n");
        assertEquals(digest("sha256", OTHER), cache.fetch("one").digest());
        server.text("/latest/SUMS", "nothing");
        cache.images().list().forEach(cache.images()::remove);
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
