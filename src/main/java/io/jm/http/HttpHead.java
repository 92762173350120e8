package io.jm.http;

import io.jm.os.Limits;
import io.jm.text.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Status line and headers of a response.
 *
 * @param code the status code, 100 to 999
 * @param status the whole status line
 * @param length the Content-Length, or {@link #UNKNOWN}
 * @param chunked whether the body is chunked
 * @param location the Location header, or empty
 * @param date the Date header, or empty
 */
record HttpHead(int code, String status, long length, boolean chunked, String location, String date) {
    static final long UNKNOWN = -1;

    private static final int MAX_SHOWN = 200;

    /** Returns whether this is an interim (1xx) response, after which another head follows. */
    boolean isInterim() {
        return code < 200 && code != 101;
    }

    /** Returns whether the status excludes a body, regardless of the headers. */
    boolean hasNoBody() {
        return code < 200 || code == 204 || code == 304;
    }

    /**
     * Reads a head up to the empty line.
     *
     * @param lines the lines to read
     * @throws IOException if this is not HTTP/1.x, with the message of Go's library
     */
    static HttpHead read(Lines lines) throws IOException {
        String status = lines.next();
        int code = code(status);
        long length = UNKNOWN;
        boolean chunked = false;
        String location = "";
        String date = "";
        for (String header = lines.next(); !header.isEmpty(); header = lines.next()) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw transportError("malformed MIME header: missing colon: " + quoted(header));
            }
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = length(value, length);
                case "transfer-encoding" -> chunked = chunked(value);
                case "location" -> location = value;
                case "date" -> date = value;
                default -> {
                    continue;
                }
            }
        }
        return new HttpHead(code, status, length, chunked, location, date);
    }

    private static int code(String status) throws IOException {
        int blank = status.indexOf(' ');
        if (blank < 0) {
            throw transportError("malformed HTTP response " + quoted(status));
        }
        String version = status.substring(0, blank);
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw transportError(
                    version.startsWith("HTTP/")
                            ? "malformed HTTP version " + quoted(version)
                            : "malformed HTTP response " + quoted(status));
        }
        int end = status.indexOf(' ', blank + 1);
        String digits = status.substring(blank + 1, end < 0 ? status.length() : end);
        long code = digits.length() == 3 ? number(digits) : UNKNOWN;
        if (code < 100) {
            throw transportError("malformed HTTP status code " + quoted(digits));
        }
        return (int) code;
    }

    private static long length(String value, long previous) throws IOException {
        long length = value.length() <= 18 ? number(value) : UNKNOWN;
        if (length < 0) {
            throw transportError("bad Content-Length " + quoted(value));
        }
        if (previous >= 0 && previous != length) {
            throw transportError("http: message cannot contain multiple Content-Length headers; got [\"" + previous
                    + "\" \"" + length + "\"]");
        }
        return length;
    }

    private static boolean chunked(String value) throws IOException {
        if (!value.equalsIgnoreCase("chunked")) {
            throw transportError("unsupported transfer encoding: " + quoted(value));
        }
        return true;
    }

    /** Returns the number, or a negative value if the text is not digits only. */
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

    private static String quoted(String untrusted) {
        return '"' + Printable.excerpt(untrusted, MAX_SHOWN) + '"';
    }

    static IOException transportError(String reason) {
        return new IOException("net/http: HTTP/1.x transport connection broken: " + reason);
    }

    /** The lines of one or several heads, limited in total, so that no peer can exhaust the memory. */
    static final class Lines {
        private final InputStream in;
        private final StringBuilder line = new StringBuilder();
        private boolean started;
        private int bytesRead;

        Lines(InputStream in) {
            this.in = in;
        }

        /**
         * Returns a line without its line end. At the end of the stream it may be truncated, which the parser reports.
         */
        String next() throws IOException {
            line.setLength(0);
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    return truncated();
                }
                started = true;
                if (++bytesRead > Limits.HTTP_HEAD) {
                    throw transportError(
                            "net/http: server response headers exceeded " + Limits.HTTP_HEAD + " bytes; aborted");
                }
                line.append((char) next);
            }
            bytesRead++;
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }

        /** Restarts the size limit for the next element. */
        void resetLimit() {
            bytesRead = 0;
        }

        private String truncated() throws IOException {
            if (line.length() == 0) {
                throw new EOFException(started ? "unexpected EOF" : "EOF");
            }
            return line.toString();
        }
    }
}
