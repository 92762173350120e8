package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.CancelledException;
import io.jm.web.WebTimeouts;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DownloadTest extends ServedImages {
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
    void reportsThatNothingIsThere() {
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
            begin(out);
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
}
