package io.jm.http;

import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.os.TooLargeException;
import io.jm.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a response in the three forms of HTTP/1.1, up to {@link Limits#HTTP_BODY}. */
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
}
