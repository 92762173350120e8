package io.jm.go.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The HTTP request and response that precede an RPC stream; no byte after the blank line is read. */
final class HttpHead {
    /** The request line that the client sends. */
    static final String CONNECT = "CONNECT /_goRPC_ HTTP/1.0\n\n";
    /** The status with which the server accepts. */
    static final String CONNECTED = "200 Connected to Go RPC";

    private static final int MAX_BYTES = 16 << 10;

    private HttpHead() {}

    /** Reads up to the blank line and returns the first line. */
    static String read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        String first = null;
        for (int count = 0; count < MAX_BYTES; count++) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("unexpected EOF");
            }
            if (octet != '\n') {
                line.append((char) octet);
                continue;
            }
            String text = line.toString().strip();
            if (first != null && text.isEmpty()) {
                return first;
            }
            first = first == null ? text : first;
            line.setLength(0);
        }
        throw new IOException("malformed HTTP: no blank line in " + MAX_BYTES + " bytes");
    }

    static byte[] bytes(String head) {
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
