package io.jm.qmp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.os.Limits;
import io.jm.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Splits the bytes of a peer into messages: JSON objects, one a line, each at most {@link Limits#QMP_LINE} bytes. */
final class QmpReader {
    private static final int CHUNK = 8192;
    private static final int SHOWN = 100;

    private final Source source;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    QmpReader(Source source) {
        this.source = source;
    }

    /** Where the bytes come from. */
    interface Source {
        /** Reads without blocking; returns 0 if nothing is there now, -1 at the end. */
        int read(ByteBuffer target) throws IOException;
    }

    /**
     * Returns the next message, or null if it is not complete yet.
     *
     * @throws EOFException if the peer closed the connection
     * @throws IOException if the bytes are not QMP
     */
    @Nullable
    ObjectNode next() throws IOException {
        while (true) {
            while (chunk.hasRemaining()) {
                byte next = chunk.get();
                if (next == '\n') {
                    byte[] complete = line.toByteArray();
                    line.reset();
                    if (!isBlank(complete)) {
                        return message(complete);
                    }
                } else if (line.size() < Limits.QMP_LINE) {
                    line.write(next);
                } else {
                    throw new IOException("a line of more than " + Limits.QMP_LINE + " bytes");
                }
            }
            if (!fill()) {
                return null;
            }
        }
    }

    private boolean fill() throws IOException {
        int read;
        try {
            read = source.read(chunk.clear());
        } finally {
            chunk.flip();
        }
        if (read < 0) {
            throw new EOFException("the connection was closed");
        }
        return read > 0;
    }

    private static boolean isBlank(byte[] line) {
        return line.length == 0 || line.length == 1 && line[0] == '\r';
    }

    private static ObjectNode message(byte[] line) throws IOException {
        JsonNode message;
        try {
            message = JsonReader.read(line);
        } catch (JmException e) {
            throw new IOException("not QMP: " + excerpt(line) + " (" + e.getMessage() + ")", e);
        }
        if (message instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("not QMP: " + excerpt(line));
    }

    private static String excerpt(byte[] line) {
        String start = new String(line, 0, Math.min(line.length, 4 * SHOWN), StandardCharsets.UTF_8);
        return '"' + Printable.excerpt(start.strip(), SHOWN) + '"';
    }
}
