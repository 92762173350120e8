package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A cache of images and a server that it downloads from, for tests. */
abstract class ServedImages {
    static final byte[] IMAGE = TestDisk.qcow2(1, 12);
    static final byte[] OTHER = TestDisk.qcow2(2, 12);
    static final String PATH = "/dir/disk.qcow2";
    static final int CUT = 300_000;

    @TempDir
    Path directory;

    final SetTicker ticker = new SetTicker(Instant.parse("2026-01-01T00:00:00Z"));
    FileServer server;
    TestCache cache;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
        cache = cache(Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    final TestCache cache(Map<String, String> variables) {
        return new TestCache(directory, ImageTable.bundled(), variables, ticker);
    }

    static String digest(String algorithm, byte[] content) {
        MessageDigest engine = ImageDigest.engine(algorithm);
        engine.update(content);
        return ImageDigest.of(algorithm, engine).toString();
    }

    static String hex(String algorithm, byte[] content) {
        return digest(algorithm, content).substring(algorithm.length() + 1);
    }

    final CachedImage fetch() {
        return cache.fetch(server.url(PATH));
    }

    final CachedImage fetch(String digest) {
        return cache.images().fetch(new ImageRequest(server.url(PATH), digest, "amd64"));
    }

    static String refusal(Executable fetch) {
        return assertThrows(JmException.class, fetch).getMessage();
    }

    /** Sends the head and the first {@link #CUT} bytes of the image. */
    static void begin(OutputStream out) throws IOException {
        out.write(FileServer.head("200 OK", "Content-Length: " + IMAGE.length, "ETag: \"e\""));
        out.write(IMAGE, 0, CUT);
        out.flush();
    }
}
