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

/** The user's ssh-agent behind {@code SSH_AUTH_SOCK}; wire format: draft-miller-ssh-agent. */
final class SshAgent implements AutoCloseable {
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    /** No honest answer is longer. */
    private static final int MAX_ANSWER = 256 * 1024;

    private final SocketChannel channel;

    private SshAgent(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * A key the agent holds.
     *
     * @param blob the public half in its wire form
     */
    record Identity(byte[] blob) {
        /** The signature algorithm to offer for it: never SHA-1. */
        String algorithm() {
            try {
                String type = new Buffer.PlainBuffer(blob).readString();
                return type.equals("ssh-rsa") ? "rsa-sha2-512" : type;
            } catch (Buffer.BufferException e) {
                return "";
            }
        }
    }

    /** Connects to the user's agent; null if there is none that answers. */
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

    /** Signs {@code data}; the result is a complete signature: algorithm and bytes. */
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
        if (length < 1 || length > MAX_ANSWER) {
            throw new IOException("the ssh-agent's answer makes no sense");
        }
        Buffer.PlainBuffer answer = new Buffer.PlainBuffer(receive(length).array());
        if (answer.readByte() != expected) {
            throw new IOException("the ssh-agent refused");
        }
        return answer;
    }

    private ByteBuffer receive(int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) {
                throw new EOFException("the ssh-agent went away");
            }
        }
        return in.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is lost with it
            return;
        }
    }
}
