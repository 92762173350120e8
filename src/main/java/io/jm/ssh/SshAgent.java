package io.jm.ssh;

import io.jm.os.Environment;
import io.jm.os.Setting;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.jspecify.annotations.Nullable;

/** A client of the ssh-agent at {@code SSH_AUTH_SOCK}; wire format: draft-miller-ssh-agent. */
final class SshAgent implements AutoCloseable {
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    /** The maximum length of a response in bytes, as in OpenSSH. */
    private static final int MAX_RESPONSE = 256 * 1024;

    private final SocketChannel channel;

    private SshAgent(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * A key in the agent.
     *
     * @param blob the public key in SSH wire format
     */
    record Identity(byte[] blob) {
        /** Returns the signature algorithm to offer: never SHA-1. */
        String algorithm() {
            try {
                String type = new Buffer.PlainBuffer(blob).readString();
                return type.equals("ssh-rsa") ? "rsa-sha2-512" : type;
            } catch (Buffer.BufferException e) {
                return "";
            }
        }
    }

    /** Connects to the user's agent; returns null if none can be reached. */
    static @Nullable SshAgent connect(Environment environment) {
        String socket = environment.get(Setting.SSH_AUTH_SOCK);
        if (socket.isEmpty()) {
            return null;
        }
        try {
            return new SshAgent(SocketChannel.open(UnixDomainSocketAddress.of(Path.of(socket))));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    List<Identity> identities() throws IOException {
        Buffer.PlainBuffer answer = ask(new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES_ANSWER);
        long count = answer.readUInt32();
        List<Identity> found = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            found.add(new Identity(answer.readBytes()));
            answer.readBytes();
        }
        return found;
    }

    /** Signs {@code data}; returns the signature in wire format: algorithm and bytes. */
    byte[] sign(Identity identity, byte[] data) throws IOException {
        Buffer.PlainBuffer request = new Buffer.PlainBuffer()
                .putByte(SIGN_REQUEST)
                .putBytes(identity.blob())
                .putBytes(data)
                .putUInt32(identity.algorithm().equals("rsa-sha2-512") ? RSA_SHA2_512 : 0);
        return ask(request, SIGN_RESPONSE).readBytes();
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, byte expected) throws IOException {
        byte[] body = request.getCompactData();
        ByteBuffer out = ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        int length = receive(4).getInt();
        if (length < 1 || length > MAX_RESPONSE) {
            throw new IOException("invalid response of the ssh-agent");
        }
        Buffer.PlainBuffer answer = new Buffer.PlainBuffer(receive(length).array());
        if (answer.readByte() != expected) {
            throw new IOException("the ssh-agent refused the request");
        }
        return answer;
    }

    private ByteBuffer receive(int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) {
                throw new EOFException("the ssh-agent closed the connection");
            }
        }
        return in.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the agent is not used any more
            return;
        }
    }
}
