package io.jm.sftp;

import io.jm.text.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A packet of the other side; reading beyond its end, or a length that cannot be, is an error and nothing else. */
final class Reply {
    private static final int LONGEST_REASON = 400;

    private final int type;
    private final ByteBuffer body;

    Reply(byte[] packet) throws IOException {
        this.body = ByteBuffer.wrap(packet);
        this.type = octet();
    }

    int type() {
        return type;
    }

    int remaining() {
        return body.remaining();
    }

    private int octet() throws IOException {
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

    /** The next string's bytes, as a part of the packet. */
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
            throw new IOException("the machine's SFTP server sent a packet that makes no sense");
        }
    }

    /**
     * Sees to it that the answer is of the type that was asked for.
     *
     * @throws SftpException if it is a status, which then is one of failure
     */
    Reply expect(int wanted) throws IOException {
        if (type == wanted) {
            return this;
        }
        if (type == Type.STATUS) {
            throw failure(number());
        }
        throw new IOException("the machine's SFTP server sent an unexpected packet (type " + type + ")");
    }

    /** Sees to it that the answer says that all is well. */
    void expectOk() throws IOException {
        int code = expect(Type.STATUS).number();
        if (code != SftpException.OK) {
            throw failure(code);
        }
    }

    /** The status with that code, whose text is next; old servers send none. */
    SftpException failure(int code) throws IOException {
        String reason = body.hasRemaining() ? string().strip() : "";
        String shown = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        return new SftpException(code, Printable.line(shown));
    }
}
