package io.jm.sftp;

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
 * Requests and their answers, which may come in any order. A thread of its own receives them; once the other side has
 * broken the protocol or gone, every question has that as its answer.
 */
final class Conversation {
    /** As large as any server's packets; OpenSSH's own limit. */
    private static final int LARGEST = 256 * 1024;
    /** A program that starts on a loaded machine needs no longer. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);

    private final DataInputStream in;
    private final OutputStream out;
    private final Duration timeout;
    /** The requests that have no answer yet, or whose answer nobody has fetched. */
    private final Map<Integer, Answer> open = new HashMap<>();

    private int lastId;
    private @Nullable IOException end;

    /** Room for one answer. */
    private static final class Answer {
        private @Nullable Reply reply;
        private boolean unwanted;
    }

    /**
     * @param timeout how long an answer may take
     */
    Conversation(InputStream in, OutputStream out, Duration timeout) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.timeout = timeout;
    }

    /** Sends the first packet there is, which has the version in place of an identifier, and returns the answer to it. */
    Reply start(int version) throws IOException {
        synchronized (this) {
            open.put(version, new Answer());
        }
        transmit(new Request(Type.INIT).packet(version, 0), new byte[0], 0, 0);
        Thread receiver = new Thread(() -> receive(version), "sftp-receiver");
        receiver.setDaemon(true);
        receiver.start();
        return answer(version, timeout.compareTo(FIRST_ANSWER) < 0 ? timeout : FIRST_ANSWER);
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
        if (length < 1 || length > LARGEST) {
            throw new IOException(
                    "the machine's SFTP server announced a packet of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] packet = new byte[length];
        in.readFully(packet);
        return packet;
    }

    private synchronized void deliver(int id, Reply reply) throws IOException {
        Answer answer = open.get(id);
        if (answer == null || answer.reply != null) {
            throw new IOException("the machine's SFTP server answered what nobody asked");
        }
        answer.reply = reply;
        if (answer.unwanted) {
            open.remove(id);
        }
        notifyAll();
    }

    private synchronized void end(IOException reason) {
        end = reason instanceof EOFException
                ? new EOFException("the machine's SFTP server ended the conversation")
                : reason;
        notifyAll();
    }

    /** Sends a request and returns its identifier. */
    int send(Request request) throws IOException {
        return send(request, new byte[0], 0, 0);
    }

    /** The same with data behind it. */
    int send(Request request, byte[] data, int offset, int length) throws IOException {
        int id;
        synchronized (this) {
            refuseIfEnded();
            id = ++lastId;
            open.put(id, new Answer());
        }
        transmit(request.packet(id, length), data, offset, length);
        return id;
    }

    private void transmit(ByteBuffer packet, byte[] data, int offset, int length) throws IOException {
        synchronized (out) {
            out.write(packet.array(), packet.position(), packet.remaining());
            out.write(data, offset, length);
            out.flush();
        }
    }

    /** Waits for the answer to a request. */
    Reply answer(int id) throws IOException {
        return answer(id, timeout);
    }

    private synchronized Reply answer(int id, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        Answer answer = open.get(id);
        while (answer != null && answer.reply == null) {
            refuseIfEnded();
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                end(new IOException(
                        "the machine's SFTP server did not answer within " + limit.toSeconds() + " seconds"));
                continue;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        open.remove(id);
        if (answer == null || answer.reply == null) {
            throw new IllegalStateException("request " + id + " was never sent, or answered before");
        }
        return answer.reply;
    }

    /** The answer to a request is of no interest any more. */
    synchronized void forget(int id) {
        Answer answer = open.get(id);
        if (answer != null && answer.reply == null) {
            answer.unwanted = true;
        } else {
            open.remove(id);
        }
    }

    private void refuseIfEnded() throws IOException {
        if (end != null) {
            throw new IOException(end.getMessage(), end);
        }
    }

    /** Sends a request and waits for its answer. */
    Reply ask(Request request) throws IOException {
        return answer(send(request));
    }
}
