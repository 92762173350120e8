package io.jm.sftp;

import io.jm.text.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A packet from the server; reading beyond its end and invalid lengths are errors. */
final class Reply {
    private static final int MAX_REASON_LENGTH = 400;

    private final int type;
    private final ByteBuffer body;

    Reply(byte[] packet) throws IOException {
        this.body = ByteBuffer.wrap(packet);
        this.type = unsignedByte();
    }

    int type() {
        return type;
    }

    int remaining() {
        return body.remaining();
    }

    private int unsignedByte() throws IOException {
        need(1);
        return body.get() & 0xff;
    }

    int number() throws IOException {
        need(4);
        return body.getInt();
    }

    long longNumber() throws IOException {
        need(8);
        return body.getLong();
    }

    /** Returns the bytes of the next string, a view of the packet. */
    ByteBuffer bytes() throws IOException {
        int length = number();
        need(length);
        ByteBuffer part = body.slice().limit(length);
        body.position(body.position() + length);
        return part;
    }

    String string() throws IOException {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    private void need(int count) throws IOException {
        if (count < 0 || count > body.remaining()) {
            throw new IOException("the machine's SFTP server sent a malformed packet");
        }
    }

    /**
     * Checks the type of the reply and returns it.
     *
     * @throws SftpException if the server replied with an error status
     */
    Reply expect(int expected) throws IOException {
        if (type == expected) {
            return this;
        }
        if (type == Type.STATUS) {
            throw failure(number());
        }
        throw new IOException("the machine's SFTP server sent an unexpected packet (type " + type + ")");
    }

    /** Checks that the reply is a success status. */
    void expectOk() throws IOException {
        int code = expect(Type.STATUS).number();
        if (code != SftpException.OK) {
            throw failure(code);
        }
    }

    /** Returns the error for a status code and its text, which is next in the packet; old servers send none. */
    SftpException failure(int code) throws IOException {
        String reason = body.hasRemaining() ? string().strip() : "";
        return new SftpException(code, Printable.excerpt(reason, MAX_REASON_LENGTH));
    }
}
