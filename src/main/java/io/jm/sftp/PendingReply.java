package io.jm.sftp;

import java.io.IOException;

/**
 * A request whose reply is awaited later, so that other requests can be sent before.
 *
 * @param <T> what the reply contains
 */
public final class PendingReply<T> {
    private final SftpConnection connection;
    private final int id;
    private final Reader<T> reader;

    /** Takes from a reply what the request asked for. */
    interface Reader<T> {
        T read(Reply reply) throws IOException;
    }

    PendingReply(SftpConnection connection, Request request, Reader<T> reader) throws IOException {
        this.connection = connection;
        this.id = connection.send(request);
        this.reader = reader;
    }

    /**
     * Waits for the reply; may be called once, and not after {@link #discard}.
     *
     * @throws SftpException if the server replied with an error status
     */
    public T await() throws IOException {
        return reader.read(connection.await(id));
    }

    /** Discards the reply, whether it has arrived or not. */
    public void discard() {
        connection.discard(id);
    }
}
