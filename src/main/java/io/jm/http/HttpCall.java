package io.jm.http;

import io.jm.os.Limits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One request on a connection that closes afterwards: HTTP/1.1 (RFC 9112) with Content-Length, chunked, or until
 * the end of the stream. The response size is limited ({@link io.jm.os.Limits}); timeouts are set by the connection's
 * owner.
 */
public final class HttpCall {
    /** The limit of Go's library. */
    private static final int MAX_INTERIM = 5;

    private final InputStream in;
    private final OutputStream out;

    public HttpCall(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** Requests a path and waits for the complete response. */
    public HttpReply get(String host, String path) throws IOException {
        send(host, path);
        return reply(Limits.HTTP_BODY);
    }

    /**
     * Sends a request with any method and waits for the complete response.
     *
     * @param body the body, JSON; an empty one is sent too, with its length
     * @param limit the maximum size of the response's body
     */
    public HttpReply send(String method, String host, String path, String body, int limit) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        send(method, host, path, "Content-Length: " + bytes.length + "\r\n");
        out.write(bytes);
        out.flush();
        return reply(limit);
    }

    private HttpReply reply(int limit) throws IOException {
        HttpHead head = head();
        byte[] body = new HttpBody(in).read(head, limit);
        return new HttpReply(
                head.code(), head.status(), head.location(), head.date(), new String(body, StandardCharsets.UTF_8));
    }

    /** Requests a path and waits for the head of the response, whose body may go on for days. */
    public HttpStream open(String host, String path) throws IOException {
        send(host, path);
        HttpHead head = head();
        return new HttpStream(head.code(), head.status(), new HttpBody(in).stream(head));
    }

    private HttpHead head() throws IOException {
        HttpHead.Lines lines = new HttpHead.Lines(in);
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            HttpHead head = HttpHead.read(lines);
            if (!head.isInterim()) {
                return head;
            }
        }
        throw HttpHead.transportError("net/http: too many 1xx informational responses");
    }

    /** Sends a GET and waits for the first byte of the response or the end of the stream. */
    public void probe(String host, String path) throws IOException {
        send(host, path);
        in.read();
    }

    private void send(String host, String path) throws IOException {
        send("GET", host, path, "");
        out.flush();
    }

    private void send(String method, String host, String path, String headers) throws IOException {
        String request = method + ' ' + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: jm\r\nContent-Type: application/json\r\n" + headers + "Connection: close\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
    }
}
