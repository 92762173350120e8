package io.jm.sftp;

import io.jm.fuzz.FuzzTarget;
import io.jm.os.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Fuzzes the client with the data of an SFTP server. Each reply in the input has a type, a length of two bytes and
 * content; it is sent in a packet with the request id, or unchanged if the type is 255.
 */
public final class SftpTarget implements FuzzTarget {
    private static final int RAW = 255;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LISTING = 1 << 20;
    private static final int MAX_CONTENT = 1 << 20;

    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public List<byte[]> seeds() {
        byte[] attributes = ByteBuffer.allocate(32)
                .putInt(0xf)
                .putLong(5)
                .putInt(0)
                .putInt(0)
                .putInt(0100644)
                .putInt(1)
                .putInt(2)
                .array();
        byte[] one = ScriptedServer.join(
                ScriptedServer.number(1), ScriptedServer.string("a"), ScriptedServer.string("-rw"), attributes);
        byte[] handle = ScriptedServer.string("h");
        return List.of(ScriptedServer.join(
                answer(Type.VERSION, ScriptedServer.join(ScriptedServer.string("posix-rename@openssh.com"), handle)),
                answer(Type.NAME, one),
                answer(Type.ATTRS, attributes),
                answer(Type.HANDLE, handle),
                answer(Type.NAME, one),
                answer(Type.STATUS, ScriptedServer.number(SftpException.END)),
                answer(Type.STATUS, ScriptedServer.number(0)),
                answer(Type.HANDLE, handle),
                answer(Type.DATA, ScriptedServer.string("hello")),
                answer(Type.STATUS, ScriptedServer.number(SftpException.END)),
                answer(Type.STATUS, ScriptedServer.number(0))));
    }

    private static byte[] answer(int type, byte[] content) {
        return ByteBuffer.allocate(3 + content.length)
                .put((byte) type)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "\0\0\0\0",
                "\0\0\0\1",
                "\u007f\u007f\u007f\u007f",
                "\0\5\0\0",
                "..",
                "../a",
                "h",
                "\u0065\0\4\0\0\0\4");
    }

    @Override
    public String parse(byte[] input) {
        ByteBuffer answers = ByteBuffer.wrap(input);
        ScriptedServer server = new ScriptedServer((type, id, body) -> next(answers, type == Type.INIT ? 3 : id));
        StringBuilder outcome = new StringBuilder();
        // the client's thread ends with the streams
        try (InputStream in = server.in();
                OutputStream out = server.out()) {
            SftpClient client = SftpClient.start(in, out, TIMEOUT);
            outcome.append(client.canReplace()).append(client.canonicalPath(".").length());
            outcome.append(client.attributes("a"));
            outcome.append(client.entries("d", new MemoryBudget(LISTING)).size());
            try (SftpFile file = client.open("a");
                    InputStream content = file.content(5, 2, 2)) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.write(content.readNBytes(MAX_CONTENT));
                outcome.append(bytes.size());
            }
        } catch (IOException e) {
            outcome.append(e.getMessage());
        }
        return outcome.toString();
    }

    private static byte[] next(ByteBuffer answers, int id) {
        if (answers.remaining() < 3) {
            return new byte[0];
        }
        int type = answers.get() & 0xff;
        byte[] content = new byte[Math.min(answers.getShort() & 0xffff, answers.remaining())];
        answers.get(content);
        return type == RAW ? content : ScriptedServer.packet(type, id, content);
    }
}
