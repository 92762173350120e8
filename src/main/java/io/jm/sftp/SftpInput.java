package io.jm.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads a file with many questions on their way at a time, as long as its size promises that each has an answer. */
final class SftpInput extends InputStream {
    private final SftpFile file;
    private final Conversation conversation;
    private final long size;
    private final int chunk;
    private final int ahead;
    private final Deque<Question> questions = new ArrayDeque<>();
    private ByteBuffer arrived = ByteBuffer.allocate(0);
    private long next;
    private boolean end;

    /** A part of the file that was asked for. */
    private record Question(int id, long offset, int length) {}

    SftpInput(SftpFile file, long size, int chunk, int ahead) {
        this.file = file;
        this.conversation = file.conversation();
        this.size = size;
        this.chunk = chunk;
        this.ahead = ahead;
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
        while (!arrived.hasRemaining()) {
            if (end) {
                return -1;
            }
            askAhead();
            receive();
        }
        int count = Math.min(length, arrived.remaining());
        arrived.get(into, offset, count);
        return count;
    }

    /** Up to the size that was promised, and one question more: for the end, or for what was added since. */
    private void askAhead() throws IOException {
        while (questions.isEmpty() || next <= size && questions.size() < ahead) {
            int length = next < size ? (int) Math.min(chunk, size - next) : chunk;
            questions.add(ask(next, length));
            next += length;
        }
    }

    private Question ask(long offset, int length) throws IOException {
        Request request = file.request(Type.READ).longNumber(offset).number(length);
        return new Question(conversation.send(request), offset, length);
    }

    private void receive() throws IOException {
        Question question = questions.remove();
        Reply reply = conversation.answer(question.id());
        if (reply.type() == Type.STATUS) {
            int code = reply.number();
            if (code != SftpException.END) {
                throw reply.failure(code);
            }
            end = true;
            forgetAll();
            return;
        }
        ByteBuffer data = reply.expect(Type.DATA).bytes();
        int count = data.remaining();
        if (count == 0 || count > question.length()) {
            throw new IOException("the machine's SFTP server sent " + count + " bytes of a file where "
                    + question.length() + " were asked for");
        }
        if (count < question.length()) {
            // a server may send less than it was asked for, at the end of the file or anywhere
            questions.addFirst(ask(question.offset() + count, question.length() - count));
        }
        arrived = data;
    }

    private void forgetAll() {
        for (Question question : questions) {
            conversation.forget(question.id());
        }
        questions.clear();
    }

    @Override
    public void close() throws IOException {
        forgetAll();
        file.close();
    }
}
