package io.jm.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished download of one URL, which a later process can continue, and the version of the file that it is a part
 * of. Several threads may use it; after {@link #close} nothing is written any more. Its owner holds the lock of the URL.
 */
final class PartFile implements AutoCloseable {
    private final Path file;
    private final Path stateFile;
    private Version version;
    private long length;
    private @Nullable FileChannel channel;
    private boolean closed;

    /** Opens what an earlier attempt left. */
    PartFile(StoreLayout layout, String key) {
        this.file = layout.imagePart(key);
        this.stateFile = layout.imagePartState(key);
        this.version = readVersion();
        this.length = version.canResume() ? lengthOf(file) : 0;
    }

    /**
     * Identifies one version of the file behind a URL.
     *
     * @param etag the ETag header, or empty
     * @param lastModified the Last-Modified header, or empty
     * @param size the length of the whole file, or -1 if unknown
     */
    record Version(String etag, String lastModified, long size) {
        static final Version UNKNOWN = new Version("", "", -1);

        /** Returns the value of an If-Range header (RFC 9110, 13.1.5), which excludes weak tags; empty if there is none. */
        String validator() {
            return etag.isEmpty() || etag.startsWith("W/") ? lastModified : etag;
        }

        boolean canResume() {
            return !validator().isEmpty();
        }
    }

    synchronized Version version() {
        return version;
    }

    synchronized long length() {
        return length;
    }

    Path file() {
        return file;
    }

    /** Whether nothing is missing. */
    synchronized boolean isComplete() {
        return length > 0 && length == version.size();
    }

    /** Starts again with a version of which nothing is there. */
    synchronized void restart(Version next) throws IOException {
        discard();
        version = next;
        String json = GoJsonWriter.compact(JsonNodeFactory.instance
                .objectNode()
                .put("etag", next.etag())
                .put("lastModified", next.lastModified())
                .put("size", next.size()));
        AtomicFile.write(stateFile, json.getBytes(StandardCharsets.UTF_8), AtomicFile.OWNER_ONLY);
    }

    /** Deletes what is there. */
    synchronized void discard() throws IOException {
        checkOpen();
        closeChannel();
        Files.deleteIfExists(file);
        Files.deleteIfExists(stateFile);
        length = 0;
        version = Version.UNKNOWN;
    }

    /**
     * Appends bytes.
     *
     * @throws JmException if the disk is full; the file is then deleted, so that it does not stay full
     */
    synchronized void append(byte[] bytes, int count) throws IOException {
        checkOpen();
        try {
            FileChannel out = open();
            for (ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count); rest.hasRemaining(); ) {
                length += out.write(rest, length);
            }
        } catch (IOException e) {
            discard();
            throw new JmException("write " + file + ": " + IoReason.of(e), e);
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            if (length == 0) {
                Files.deleteIfExists(file);
                PrivateFile.create(file, new byte[0]);
            }
            open = FileChannel.open(file, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    /** Forgets the version, when the file has got its final name. */
    synchronized void finish() throws IOException {
        closeChannel();
        Files.deleteIfExists(stateFile);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            closeChannel();
        } catch (IOException e) {
            // what was written counts as it is: the digest shows an error
            return;
        }
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the download was cancelled");
        }
    }

    private void closeChannel() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private Version readVersion() {
        try {
            JsonNode state = JsonReader.read(BoundedReader.file(stateFile, Limits.SMALL_FILE));
            return new Version(
                    state.path("etag").asText(),
                    state.path("lastModified").asText(),
                    state.path("size").asLong(-1));
        } catch (IOException | JmException e) {
            // without it the download starts again
            return Version.UNKNOWN;
        }
    }

    private static long lengthOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
