package io.jm.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** An open file on the server. */
public final class SftpFile implements Closeable {
    private final SftpConnection connection;
    private final byte[] handle;

    SftpFile(SftpConnection connection, byte[] handle) {
        this.connection = connection;
        this.handle = handle;
    }

    /**
     * Returns the content; closing the stream closes the file.
     *
     * @param size the expected number of bytes; the file may have more or fewer
     * @param chunk the number of bytes per request
     * @param window the maximum number of pending requests
     */
    public InputStream content(long size, int chunk, int window) {
        return new SftpInput(this, size, chunk, window);
    }

    /**
     * Returns a stream that writes from the start of the file; flushing waits until the server has confirmed
     * everything. Closing the stream does not close the file.
     *
     * @param window the maximum number of unconfirmed requests
     */
    public OutputStream writer(int window) {
        return new SftpOutput(this, window);
    }

    /**
     * Requests the start of the file; the reply contains up to {@code length} bytes, and none if the file is empty.
     */
    public PendingReply<byte[]> requestStart(int length) throws IOException {
        Request request = request(Type.READ).longNumber(0).number(length);
        return new PendingReply<>(connection, request, reply -> start(reply, length));
    }

    private static byte[] start(Reply reply, int length) throws IOException {
        if (reply.type() == Type.STATUS) {
            int code = reply.number();
            if (code != SftpException.END) {
                throw reply.failure(code);
            }
            return new byte[0];
        }
        ByteBuffer data = reply.expect(Type.DATA).bytes();
        if (data.remaining() > length) {
            throw new IOException(
                    "the machine's SFTP server sent " + data.remaining() + " bytes of a file instead of " + length);
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    /** Writes data to the start of the file. */
    public PendingReply<SftpFile> requestWrite(byte[] data) throws IOException {
        return done(request(Type.WRITE).longNumber(0).string(data));
    }

    public PendingReply<SftpFile> requestPermissions(int permissions) throws IOException {
        return done(
                request(Type.FSETSTAT).number(SftpAttributes.HAS_PERMISSIONS).number(permissions));
    }

    public PendingReply<SftpFile> requestOwners(int owner, int group) throws IOException {
        return done(request(Type.FSETSTAT)
                .number(SftpAttributes.HAS_OWNERS)
                .number(owner)
                .number(group));
    }

    /** Closes the file, after the requests that were sent before. */
    public PendingReply<SftpFile> requestClose() throws IOException {
        return done(request(Type.CLOSE));
    }

    /** Sends a request that is only confirmed. */
    private PendingReply<SftpFile> done(Request request) throws IOException {
        return new PendingReply<>(connection, request, reply -> {
            reply.expectOk();
            return this;
        });
    }

    Request request(int type) {
        return new Request(type).string(handle);
    }

    SftpConnection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        requestClose().await();
    }
}
