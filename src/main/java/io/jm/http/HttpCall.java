package io.jm.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One GET over a connection that ends with it: HTTP/1.1 (RFC 9112), with a length, chunked, or until the end. What the
 * other side sends is bounded ({@link io.jm.os.Limits}), how long it takes is up to the connection's owner.
 */
public final class HttpCall {
    /** As many as Go's library takes. */
    private static final int MOST_INTERIM = 5;

    private final InputStream in;
    private final OutputStream out;

    public HttpCall(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** Asks for a path and waits for the whole answer. */
    public HttpReply get(String host, String path) throws IOException {
        send(host, path);
        HttpHead head = head();
        byte[] body = new HttpBody(in).read(head);
        return new HttpReply(head.code(), head.status(), head.location(), new String(body, StandardCharsets.UTF_8));
    }

    private HttpHead head() throws IOException {
        HttpHead.Lines lines = new HttpHead.Lines(in);
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            HttpHead head = HttpHead.read(lines);
            if (!head.isInterim()) {
                return head;
            }
        }
        throw HttpHead.broken("net/http: too many 1xx informational responses");
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
}
