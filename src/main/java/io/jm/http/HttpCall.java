package io.jm.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One GET over a connection that ends with it: HTTP/1.1 (RFC 9112), with a length, chunked, or until the end. */
public final class HttpCall {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;

    public HttpCall(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** Asks for a path and waits for the whole answer. */
    public HttpReply get(String host, String path) throws IOException {
        send(host, path);
        String status = line();
        int length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = length(header.substring(header.indexOf(':') + 1).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        byte[] body = chunked ? chunks() : length >= 0 ? exactly(length) : toTheEnd();
        return new HttpReply(code(status), status, new String(body, StandardCharsets.UTF_8));
    }

    /** Asks for a path and waits until the other side begins to answer or closes; what it says is left unread. */
    public void knock(String host, String path) throws IOException {
        send(host, path);
        in.read();
    }

    private void send(String host, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: jm\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static int code(String status) throws IOException {
        String[] words = status.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("malformed HTTP response \"" + status + "\"");
        }
        return length(words[1]);
    }

    private static int length(String digits) throws IOException {
        try {
            int length = Integer.parseInt(digits);
            if (length < 0 || length > LARGEST_BODY) {
                throw new IOException("malformed HTTP response: a body of " + digits + " bytes");
            }
            return length;
        } catch (NumberFormatException e) {
            throw new IOException("malformed HTTP response: \"" + digits + "\" is no number", e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("malformed HTTP response: a line without an end");
            }
            next = in.read();
        }
        if (next < 0) {
            throw new EOFException("EOF");
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("unexpected EOF");
        }
        return body;
    }

    private byte[] toTheEnd() throws IOException {
        byte[] body = in.readNBytes(LARGEST_BODY);
        if (in.read() >= 0) {
            throw new IOException("malformed HTTP response: the body is too long");
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            if (body.size() > LARGEST_BODY) {
                throw new IOException("malformed HTTP response: the body is too long");
            }
            line();
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        try {
            int size = Integer.parseInt(digits, 16);
            if (size < 0 || size > LARGEST_BODY) {
                throw new IOException("malformed HTTP response: a chunk of " + digits + " bytes");
            }
            return size;
        } catch (NumberFormatException e) {
            throw new IOException("malformed HTTP response: \"" + digits + "\" is no size", e);
        }
    }
}
