package io.jm.http;

import io.jm.os.BoundedReader;
import io.jm.os.TooLargeException;
import io.jm.text.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a response in the three forms of HTTP/1.1: whole up to a limit, or as a stream. */
final class HttpBody {
    private static final int HEX_DIGITS = 8;

    private final InputStream in;
    private final HttpHead.Lines lines;

    HttpBody(InputStream in) {
        this.in = in;
        this.lines = new HttpHead.Lines(in);
    }

    /** Reads the whole body that belongs to the head. */
    byte[] read(HttpHead head, int limit) throws IOException {
        try {
            return BoundedReader.stream(stream(head, limit), limit);
        } catch (TooLargeException e) {
            throw new IOException("the response has " + e.getMessage(), e);
        }
    }

    /** Returns the body that belongs to the head, as it arrives. */
    InputStream stream(HttpHead head) throws IOException {
        return stream(head, Long.MAX_VALUE);
    }

    private InputStream stream(HttpHead head, long limit) throws IOException {
        if (head.hasNoBody()) {
            return InputStream.nullInputStream();
        }
        if (head.chunked()) {
            return new Parts(true, 0, limit);
        }
        return head.length() == HttpHead.UNKNOWN ? in : new Parts(false, head.length(), limit);
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

    /**
     * A body of a known length, or in chunks; keeps nothing of it in memory. A length above the limit is an error before
     * anything of it is read.
     */
    private final class Parts extends InputStream {
        private final boolean chunked;
        private final long limit;
        private long announced;
        private long rest;
        private boolean insideChunk;
        private boolean ended;

        Parts(boolean chunked, long length, long limit) throws IOException {
            this.chunked = chunked;
            this.limit = limit;
            announce(length);
        }

        private void announce(long length) throws IOException {
            if (length > limit - announced) {
                throw new TooLargeException(limit);
            }
            announced += length;
            rest = length;
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
                announce(chunkSize());
                insideChunk = true;
                ended = rest == 0;
            }
            return rest > 0;
        }
    }
}
