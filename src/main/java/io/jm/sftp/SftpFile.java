package io.jm.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

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

    public void setPermissions(int permissions) throws IOException {
        connection
                .call(request(Type.FSETSTAT)
                        .number(SftpAttributes.HAS_PERMISSIONS)
                        .number(permissions))
                .expectOk();
    }

    public void setOwners(int owner, int group) throws IOException {
        connection
                .call(request(Type.FSETSTAT)
                        .number(SftpAttributes.HAS_OWNERS)
                        .number(owner)
                        .number(group))
                .expectOk();
    }

    Request request(int type) {
        return new Request(type).string(handle);
    }

    SftpConnection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        connection.call(request(Type.CLOSE)).expectOk();
    }
}
