package io.jm.qmp;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.os.IoReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/** A connection to a unix socket whose calls never block for longer than their timeout. */
final class QmpSocket implements QmpReader.Source, AutoCloseable {
    /** A path in {@code sockaddr_un} has at most 103 bytes on macOS and 107 on Linux. */
    private static final int SHORTEST_MAXIMUM = 103;

    private static final Duration RETRY = Duration.ofMillis(20);

    private final SocketChannel channel;
    /** For calls, which are made one at a time. */
    private final Selector ready;
    /** For {@link #awaitInput()}, which waits while calls are made. */
    private final Selector input;

    private QmpSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.ready = Selector.open();
        this.input = Selector.open();
        channel.register(input, SelectionKey.OP_READ);
    }

    /**
     * Connects. As long as the queue of the socket is full, which holds two clients with QEMU, it tries again.
     *
     * @throws java.net.SocketTimeoutException if the queue stays full
     * @throws JmException if nothing listens there
     */
    static QmpSocket open(Path path, QmpTimeout timeout) throws IOException {
        while (true) {
            timeout.millis();
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            boolean connected = false;
            try {
                channel.configureBlocking(false);
                if (channel.connect(UnixDomainSocketAddress.of(path))) {
                    QmpSocket socket = new QmpSocket(channel);
                    connected = true;
                    return socket;
                }
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                rejectPermanent(path, e);
            } finally {
                if (!connected) {
                    channel.close();
                }
            }
            Ticker.system().sleep(RETRY);
        }
    }

    /**
     * Throws an error if trying again is of no use. The kernel's reason for a full queue, EAGAIN, has no exception of
     * its own, so it is what remains.
     */
    private static void rejectPermanent(Path path, IOException failure) {
        int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
        String monitor = "QEMU's monitor " + path;
        if (failure instanceof ConnectException) {
            throw new JmException(
                    monitor + " is left over from a QEMU that no longer runs (" + IoReason.of(failure) + ")", failure);
        }
        if (bytes > SHORTEST_MAXIMUM) {
            throw new JmException(
                    "the path of QEMU's monitor is too long for a socket, " + bytes + " bytes of at most "
                            + SHORTEST_MAXIMUM + ": " + path + "; use a store with a shorter path",
                    failure);
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new JmException(monitor + " does not exist: QEMU does not run", failure);
        }
        if (!Files.isWritable(path)) {
            throw new JmException(monitor + ": " + IoReason.of(failure), failure);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    /** Waits until there is something to read, or the peer closed the connection. */
    void awaitInput(QmpTimeout timeout) throws IOException {
        await(SelectionKey.OP_READ, timeout);
    }

    /** Waits like {@link #awaitInput(QmpTimeout)}, as long as it takes; an interrupt ends it. */
    void awaitInput() throws IOException {
        try {
            input.select(key -> {});
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw closed(e);
        }
    }

    /** Writes everything. */
    void write(byte[] bytes, QmpTimeout timeout) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        channel.write(rest);
        while (rest.hasRemaining()) {
            await(SelectionKey.OP_WRITE, timeout);
            channel.write(rest);
        }
    }

    private void await(int operation, QmpTimeout timeout) throws IOException {
        try {
            channel.register(ready, operation);
            ready.select(key -> {}, timeout.millis());
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw closed(e);
        }
    }

    private static IOException closed(RuntimeException cause) {
        IOException closed = new AsynchronousCloseException();
        closed.initCause(cause);
        return closed;
    }

    /** Closes the connection; calls that wait end with an error. */
    @Override
    public void close() {
        try (channel;
                ready;
                input) {
            return;
        } catch (IOException e) {
            // nothing is left to be written
            return;
        }
    }
}
