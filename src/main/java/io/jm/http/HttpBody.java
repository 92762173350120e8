package io.jm.http;

import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.os.TooLargeException;
import io.jm.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a response in the three forms of HTTP/1.1: whole up to {@link Limits#HTTP_BODY}, or as a stream. */
final class HttpBody {
    private static final int HEX_DIGITS = 8;

    private final InputStream in;
    private final HttpHead.Lines lines;

    HttpBody(InputStream in) {
        this.in = in;
        this.lines = new HttpHead.Lines(in);
    }

    /** Reads the body that belongs to the head. */
    byte[] read(HttpHead head) throws IOException {
        try {
            return body(head);
        } catch (TooLargeException e) {
            throw new IOException("the response has " + e.getMessage(), e);
        }
    }

    /** Returns the body that belongs to the head, as it arrives. */
    InputStream stream(HttpHead head) {
        if (head.hasNoBody()) {
            return InputStream.nullInputStream();
        }
        if (head.chunked()) {
            return new Parts(0, true);
        }
        return head.length() == HttpHead.UNKNOWN ? in : new Parts(head.length(), false);
    }

    private byte[] body(HttpHead head) throws IOException {
        if (head.hasNoBody()) {
            return new byte[0];
        }
        if (head.chunked()) {
            return chunks();
        }
        if (head.length() == HttpHead.UNKNOWN) {
            return BoundedReader.stream(in, Limits.HTTP_BODY);
        }
        return exactly(head.length());
    }

    private byte[] exactly(long length) throws IOException {
        if (length > Limits.HTTP_BODY) {
            throw new TooLargeException(Limits.HTTP_BODY);
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("unexpected EOF");
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > Limits.HTTP_BODY - body.size()) {
                throw new TooLargeException(Limits.HTTP_BODY);
            }
            body.write(exactly(size));
            if (!line().isEmpty()) {
                throw new IOException("malformed chunked encoding");
            }
        }
        return body.toByteArray();
    }

    private long chunkSize() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        if (digits.length() > HEX_DIGITS) {
            throw new IOException("http chunk length too large: \"" + Printable.excerpt(digits, 20) + '"');
        }
        long size = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && size >= 0; i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            size = digit < 0 ? -1 : size << 4 | digit;
        }
        if (size < 0) {
            throw new IOException("invalid byte in chunk length: \"" + Printable.excerpt(digits, 20) + '"');
        }
        return size;
    }

    private String line() throws IOException {
        lines.resetLimit();
        return lines.next();
    }

    /** A body of a known length, or in chunks; keeps nothing of it in memory. */
    private final class Parts extends InputStream {
        private final boolean chunked;
        private long rest;
        private boolean insideChunk;
        private boolean ended;

        Parts(long length, boolean chunked) {
            this.rest = length;
            this.chunked = chunked;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (rest == 0 && !next()) {
                return -1;
            }
            int count = in.read(bytes, start, (int) Math.min(length, rest));
            if (count < 0) {
                throw new EOFException("unexpected EOF");
            }
            rest -= count;
            return count;
        }

        private boolean next() throws IOException {
            if (chunked && !ended) {
                if (insideChunk && !line().isEmpty()) {
                    throw new IOException("malformed chunked encoding");
                }
                rest = chunkSize();
                insideChunk = true;
                ended = rest == 0;
            }
            return rest > 0;
        }
    }
}
