package io.jm.sftp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and matches the replies, which may arrive in any order. Its own thread receives them; after a protocol
 * error or the end of the connection every request fails with that error.
 */
final class SftpConnection {
    /** The maximum packet size, that of OpenSSH. */
    private static final int MAX_PACKET = 256 * 1024;
    /** The timeout of the first reply, enough for starting the server on a loaded machine. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    /** Small requests are sent together, but no more than so many, so that the server has work meanwhile. */
    private static final int MAX_UNSENT = 8;
    /** Holds the replies to several small requests. */
    private static final int IN_BUFFER = 8 * 1024;

    private final DataInputStream in;
    private final OutputStream out;
    private final Duration timeout;
    /** The requests without a reply, or with a reply that was not fetched yet. */
    private final Map<Integer, Pending> pending = new HashMap<>();

    private int lastId;
    private @Nullable IOException end;
    /** The number of requests that were written to {@link #out} and not flushed; guarded by it. */
    private int unsent;

    /** A request that waits for its reply. */
    private static final class Pending {
        private @Nullable Reply reply;
        private boolean discarded;
    }

    /**
     * @param timeout the timeout of each reply
     */
    SftpConnection(InputStream in, OutputStream out, Duration timeout) {
        this.in = new DataInputStream(new BufferedInputStream(in, IN_BUFFER));
        this.out = out;
        this.timeout = timeout;
    }

    /** Sends the first packet, which has the version in place of a request id, and returns its reply. */
    Reply start(int version) throws IOException {
        synchronized (this) {
            pending.put(version, new Pending());
        }
        transmit(new Request(Type.INIT).packet(version, 0), new byte[0], 0, 0);
        Thread receiver = new Thread(() -> receive(version), "sftp-receiver");
        receiver.setDaemon(true);
        receiver.start();
        return await(version, timeout.compareTo(START_TIMEOUT) < 0 ? timeout : START_TIMEOUT);
    }

    private void receive(int version) {
        try {
            Reply first = new Reply(packet());
            deliver(version, first.expect(Type.VERSION));
            while (true) {
                Reply reply = new Reply(packet());
                deliver(reply.number(), reply);
            }
        } catch (IOException e) {
            end(e);
        }
    }

    private byte[] packet() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > MAX_PACKET) {
            throw new IOException(
                    "the machine's SFTP server sent a packet length of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] packet = new byte[length];
        in.readFully(packet);
        return packet;
    }

    private synchronized void deliver(int id, Reply reply) throws IOException {
        Pending request = pending.get(id);
        if (request == null || request.reply != null) {
            throw new IOException("the machine's SFTP server sent a reply without a request");
        }
        request.reply = reply;
        if (request.discarded) {
            pending.remove(id);
        }
        notifyAll();
    }

    private synchronized void end(IOException reason) {
        end = reason instanceof EOFException
                ? new EOFException("the machine's SFTP server closed the connection")
                : reason;
        notifyAll();
    }

    /** Sends a request, at the latest when a reply is awaited, and returns its id. */
    int send(Request request) throws IOException {
        return send(request, new byte[0], 0, 0);
    }

    /** Sends a request followed by data and returns its id. */
    int send(Request request, byte[] data, int offset, int length) throws IOException {
        int id;
        synchronized (this) {
            failIfEnded();
            id = ++lastId;
            pending.put(id, new Pending());
        }
        transmit(request.packet(id, length), data, offset, length);
        return id;
    }

    private void transmit(ByteBuffer packet, byte[] data, int offset, int length) throws IOException {
        synchronized (out) {
            try {
                out.write(packet.array(), packet.position(), packet.remaining());
                out.write(data, offset, length);
                if (++unsent >= MAX_UNSENT) {
                    out.flush();
                    unsent = 0;
                }
            } catch (IOException e) {
                throw again(e);
            }
        }
    }

    /** A channel that has ended throws one exception again and again, but none can be suppressed by itself. */
    private static IOException again(IOException e) {
        return new IOException(e.getMessage(), e);
    }

    /** Sends the requests that wait for others to be sent with them. */
    private void flush() throws IOException {
        synchronized (out) {
            if (unsent > 0) {
                try {
                    out.flush();
                    unsent = 0;
                } catch (IOException e) {
                    throw again(e);
                }
            }
        }
    }

    /** Waits for the reply to a request. */
    Reply await(int id) throws IOException {
        return await(id, timeout);
    }

    private Reply await(int id, Duration maxWait) throws IOException {
        if (!answered(id)) {
            flush();
        }
        return received(id, maxWait);
    }

    private synchronized boolean answered(int id) {
        Pending request = pending.get(id);
        return request != null && request.reply != null;
    }

    private synchronized Reply received(int id, Duration maxWait) throws IOException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        Pending request = pending.get(id);
        while (request != null && request.reply == null) {
            failIfEnded();
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                end(new IOException(
                        "the machine's SFTP server did not answer within " + maxWait.toSeconds() + " seconds"));
                continue;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        pending.remove(id);
        if (request == null || request.reply == null) {
            throw new IllegalStateException("request " + id + " was never sent, or answered before");
        }
        return request.reply;
    }

    /** Discards the reply to a request. */
    synchronized void discard(int id) {
        Pending request = pending.get(id);
        if (request != null && request.reply == null) {
            request.discarded = true;
        } else {
            pending.remove(id);
        }
    }

    private void failIfEnded() throws IOException {
        if (end != null) {
            throw new IOException(end.getMessage(), end);
        }
    }

    /** Sends a request and waits for its reply. */
    Reply call(Request request) throws IOException {
        return await(send(request));
    }
}
