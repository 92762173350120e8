package io.jm.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads a file with several pending requests, up to the expected size. */
final class SftpInput extends InputStream {
    private final SftpFile file;
    private final SftpConnection connection;
    private final long size;
    private final int chunk;
    private final int window;
    private final Deque<Range> requests = new ArrayDeque<>();
    private ByteBuffer received = ByteBuffer.allocate(0);
    private long next;
    private boolean end;

    /** A requested range of the file. */
    private record Range(int id, long offset, int length) {}

    SftpInput(SftpFile file, long size, int chunk, int window) {
        this.file = file;
        this.connection = file.connection();
        this.size = size;
        this.chunk = chunk;
        this.window = window;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!received.hasRemaining()) {
            if (end) {
                return -1;
            }
            fillWindow();
            receive();
        }
        int count = Math.min(length, received.remaining());
        received.get(into, offset, count);
        return count;
    }

    /** Requests ranges up to the expected size and one more, for the end of the file or data appended since. */
    private void fillWindow() throws IOException {
        while (requests.isEmpty() || next <= size && requests.size() < window) {
            int length = next < size ? (int) Math.min(chunk, size - next) : chunk;
            requests.add(request(next, length));
            next += length;
        }
    }

    private Range request(long offset, int length) throws IOException {
        Request request = file.request(Type.READ).longNumber(offset).number(length);
        return new Range(connection.send(request), offset, length);
    }

    private void receive() throws IOException {
        Range range = requests.remove();
        Reply reply = connection.await(range.id());
        if (reply.type() == Type.STATUS) {
            int code = reply.number();
            if (code != SftpException.END) {
                throw reply.failure(code);
            }
            end = true;
            discardAll();
            return;
        }
        ByteBuffer data = reply.expect(Type.DATA).bytes();
        int count = data.remaining();
        if (count == 0 || count > range.length()) {
            throw new IOException(
                    "the machine's SFTP server sent " + count + " bytes of a file instead of " + range.length());
        }
        if (count < range.length()) {
            // a server may send less than requested, not only at the end of the file
            requests.addFirst(request(range.offset() + count, range.length() - count));
        }
        received = data;
    }

    private void discardAll() {
        for (Range range : requests) {
            connection.discard(range.id());
        }
        requests.clear();
    }

    @Override
    public void close() throws IOException {
        discardAll();
        file.close();
    }
}
