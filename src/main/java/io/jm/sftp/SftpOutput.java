package io.jm.sftp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a file with many packets on their way at a time. */
final class SftpOutput extends OutputStream {
    private final SftpFile file;
    private final Conversation conversation;
    private final int ahead;
    private final Deque<Integer> unconfirmed = new ArrayDeque<>();
    private long offset;

    SftpOutput(SftpFile file, int ahead) {
        this.file = file;
        this.conversation = file.conversation();
        this.ahead = ahead;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Sends all of it as one packet; the caller knows how large those may be. */
    @Override
    public void write(byte[] data, int from, int length) throws IOException {
        while (unconfirmed.size() > ahead) {
            confirm();
        }
        Request request = file.request(Type.WRITE).longNumber(offset).number(length);
        unconfirmed.add(conversation.send(request, data, from, length));
        offset += length;
    }

    private void confirm() throws IOException {
        conversation.answer(unconfirmed.remove()).expectOk();
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
