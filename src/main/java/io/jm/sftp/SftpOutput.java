package io.jm.sftp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a file with several unconfirmed requests. */
final class SftpOutput extends OutputStream {
    private final SftpFile file;
    private final SftpConnection connection;
    private final int window;
    private final Deque<Integer> unconfirmed = new ArrayDeque<>();
    private long offset;

    SftpOutput(SftpFile file, int window) {
        this.file = file;
        this.connection = file.connection();
        this.window = window;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Sends all data in one packet; the caller limits the size. */
    @Override
    public void write(byte[] data, int from, int length) throws IOException {
        while (unconfirmed.size() > window) {
            confirm();
        }
        Request request = file.request(Type.WRITE).longNumber(offset).number(length);
        unconfirmed.add(connection.send(request, data, from, length));
        offset += length;
    }

    private void confirm() throws IOException {
        connection.await(unconfirmed.remove()).expectOk();
    }

    @Override
    public void flush() throws IOException {
        while (!unconfirmed.isEmpty()) {
            confirm();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
