package io.jm.http;

import io.jm.os.Limits;
import io.jm.text.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * What stands before the body of an answer.
 *
 * @param code the status code, 100 to 999
 * @param status the whole status line
 * @param length the length that the body is said to have, or {@link #UNKNOWN}
 * @param chunked whether the body comes in chunks
 * @param location where the answer is to be had instead, or empty
 */
record HttpHead(int code, String status, long length, boolean chunked, String location) {
    static final long UNKNOWN = -1;

    private static final int FOREIGN = 200;

    /** Whether another head follows, since this one only says that it takes a while. */
    boolean isInterim() {
        return code < 200 && code != 101;
    }

    /** Whether no body follows, whatever the lengths say. */
    boolean isAlone() {
        return code < 200 || code == 204 || code == 304;
    }

    /**
     * Reads lines up to the empty one.
     *
     * @param lines where they come from
     * @throws IOException if this is no HTTP/1.x, in the words of Go's library
     */
    static HttpHead read(Lines lines) throws IOException {
        String status = lines.next();
        int code = code(status);
        long length = UNKNOWN;
        boolean chunked = false;
        String location = "";
        for (String header = lines.next(); !header.isEmpty(); header = lines.next()) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw broken("malformed MIME header: missing colon: " + quoted(header));
            }
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = length(value, length);
                case "transfer-encoding" -> chunked = chunked(value);
                case "location" -> location = value;
                default -> {
                    continue;
                }
            }
        }
        return new HttpHead(code, status, length, chunked, location);
    }

    private static int code(String status) throws IOException {
        int blank = status.indexOf(' ');
        if (blank < 0) {
            throw broken("malformed HTTP response " + quoted(status));
        }
        String version = status.substring(0, blank);
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw broken(
                    version.startsWith("HTTP/")
                            ? "malformed HTTP version " + quoted(version)
                            : "malformed HTTP response " + quoted(status));
        }
        int end = status.indexOf(' ', blank + 1);
        String digits = status.substring(blank + 1, end < 0 ? status.length() : end);
        long code = digits.length() == 3 ? number(digits) : UNKNOWN;
        if (code < 100) {
            throw broken("malformed HTTP status code " + quoted(digits));
        }
        return (int) code;
    }

    private static long length(String value, long former) throws IOException {
        long length = value.length() <= 18 ? number(value) : UNKNOWN;
        if (length < 0) {
            throw broken("bad Content-Length " + quoted(value));
        }
        if (former >= 0 && former != length) {
            throw broken("http: message cannot contain multiple Content-Length headers; got [\"" + former + "\" \""
                    + length + "\"]");
        }
        return length;
    }

    private static boolean chunked(String value) throws IOException {
        if (!value.equalsIgnoreCase("chunked")) {
            throw broken("unsupported transfer encoding: " + quoted(value));
        }
        return true;
    }

    /** A number of digits alone, or less than zero. */
    private static long number(String digits) {
        long number = digits.isEmpty() ? UNKNOWN : 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return UNKNOWN;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static String quoted(String foreign) {
        return '"' + Printable.excerpt(foreign, FOREIGN) + '"';
    }

    static IOException broken(String why) {
        return new IOException("net/http: HTTP/1.x transport connection broken: " + why);
    }

    /** The lines of a head, or of several: they are bounded together, so that no peer fills the memory with them. */
    static final class Lines {
        private final InputStream in;
        private final StringBuilder line = new StringBuilder();
        private boolean begun;
        private int taken;

        Lines(InputStream in) {
            this.in = in;
        }

        /** One line without its end; the last one may be cut off, which is then told by what is missing in it. */
        String next() throws IOException {
            line.setLength(0);
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    return cutOff();
                }
                begun = true;
                if (++taken > Limits.HTTP_HEAD) {
                    throw broken("net/http: server response headers exceeded " + Limits.HTTP_HEAD + " bytes; aborted");
                }
                line.append((char) next);
            }
            taken++;
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }

        /** The next line begins something else, which has the whole limit to itself. */
        void beginAnew() {
            taken = 0;
        }

        private String cutOff() throws IOException {
            if (line.length() == 0) {
                throw new EOFException(begun ? "unexpected EOF" : "EOF");
            }
            return line.toString();
        }
    }
}
