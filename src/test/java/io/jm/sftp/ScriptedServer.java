package io.jm.sftp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A scripted SFTP server: every request is answered with the bytes that a test returns for it. */
final class ScriptedServer {
    private static final byte[] END = new byte[0];

    private final Script script;
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();

    /** Answers one request; an empty array closes the connection. */
    interface Script {
        byte[] answer(int type, int id, ByteBuffer body);
    }

    ScriptedServer(Script script) {
        this.script = script;
    }

    /** A server that starts correctly and then follows the script. */
    static ScriptedServer polite(Script script) {
        return new ScriptedServer((type, id, body) ->
                type == Type.INIT ? packet(Type.VERSION, 3, new byte[0]) : script.answer(type, id, body));
    }

    static byte[] packet(int type, int id, byte[] rest) {
        return ByteBuffer.allocate(9 + rest.length)
                .putInt(5 + rest.length)
                .put((byte) type)
                .putInt(id)
                .put(rest)
                .array();
    }

    static byte[] status(int id, int code) {
        return packet(Type.STATUS, id, ByteBuffer.allocate(4).putInt(code).array());
    }

    static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    InputStream in() {
        return new InputStream() {
            private ByteBuffer current = ByteBuffer.allocate(0);

            @Override
            public void close() {
                answers.add(END);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                while (!current.hasRemaining()) {
                    try {
                        byte[] next = answers.take();
                        if (next.length == 0) {
                            answers.add(END);
                            return -1;
                        }
                        current = ByteBuffer.wrap(next);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IOException(e);
                    }
                }
                int count = Math.min(length, current.remaining());
                current.get(into, offset, count);
                return count;
            }
        };
    }

    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                request.write(b);
            }

            @Override
            public void flush() {
                ByteBuffer requests = ByteBuffer.wrap(request.toByteArray());
                request.reset();
                while (requests.hasRemaining()) {
                    byte[] packet = new byte[requests.getInt()];
                    requests.get(packet);
                    ByteBuffer body = ByteBuffer.wrap(packet);
                    answers.add(script.answer(body.get(), body.getInt(), body));
                }
            }
        };
    }
}
