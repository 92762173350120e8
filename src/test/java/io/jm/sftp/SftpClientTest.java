package io.jm.sftp;

import static io.jm.sftp.ScriptedServer.join;
import static io.jm.sftp.ScriptedServer.number;
import static io.jm.sftp.ScriptedServer.packet;
import static io.jm.sftp.ScriptedServer.status;
import static io.jm.sftp.ScriptedServer.string;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.MemoryBudget;
import io.jm.os.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies of a server are validated against the protocol and jm's limits. */
@Timeout(60)
class SftpClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static SftpClient client(ScriptedServer server) throws IOException {
        return SftpClient.start(server.in(), server.out(), LONG);
    }

    private static String message(IOException e) {
        return String.valueOf(e.getMessage());
    }

    private static String errorMessage(ScriptedServer.Script script) throws IOException {
        SftpClient client = client(ScriptedServer.polite(script));
        return message(assertThrows(IOException.class, () -> client.attributes("/x")));
    }

    @Test
    void invalidLengthsCloseTheConnectionAndAllocateNothing() throws IOException {
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 256 * 1024 + 1}) {
            String unsigned = Integer.toUnsignedString(length);
            assertEquals(
                    "the machine's SFTP server sent a packet length of " + unsigned + " bytes",
                    errorMessage((type, id, body) -> number(length)));
        }
    }

    @Test
    void pathsOfEveryLengthArriveComplete() throws IOException {
        ByteBuffer[] sent = new ByteBuffer[1];
        SftpClient client = client(ScriptedServer.polite((type, id, body) -> {
            sent[0] = body;
            return type == Type.OPEN ? packet(Type.HANDLE, id, string("h")) : status(id, 0);
        }));
        for (int length = 1; length < 1100; length++) {
            String path = "p".repeat(length);
            client.remove(path);
            assertEquals(ByteBuffer.wrap(string(path)), sent[0]);
            client.rename(path, path + "q");
            assertTrue(endsWith(sent[0], join(string(path), string(path + "q"))));
            client.create(path, 0644);
            // after the path: the flags, and as attributes only the permissions
            assertTrue(endsWith(sent[0], join(string(path), number(0x2a), number(4), number(0644))));
        }
    }

    /** Returns whether the packet ends with the part. */
    private static boolean endsWith(ByteBuffer packet, byte[] part) {
        byte[] rest = new byte[packet.remaining()];
        packet.get(rest);
        return rest.length >= part.length
                && Arrays.equals(part, Arrays.copyOfRange(rest, rest.length - part.length, rest.length));
    }

    @Test
    void outputOfALoginShellIsRejected() {
        ScriptedServer server = new ScriptedServer((type, id, body) -> "Welcome to box!\n".getBytes());
        assertThrows(IOException.class, () -> client(server));
    }

    @Test
    void aClosedConnectionFailsEveryRequest() throws IOException {
        SftpClient client = client(ScriptedServer.polite((type, id, body) -> new byte[0]));
        for (int i = 0; i < 3; i++) {
            IOException e = assertThrows(IOException.class, () -> client.attributes("/x"));
            assertEquals("the machine's SFTP server closed the connection", e.getMessage());
        }
    }

    @Test
    void aSilentServerTimesOut() throws IOException {
        ScriptedServer server = ScriptedServer.polite((type, id, body) -> number(5));
        SftpClient client = SftpClient.start(server.in(), server.out(), Duration.ofMillis(300));
        IOException e = assertThrows(IOException.class, () -> client.attributes("/x"));
        assertTrue(message(e).contains("did not answer within"), message(e));
    }

    @Test
    void lengthsWithinAPacketAreChecked() throws IOException {
        for (int length : new int[] {-1, Integer.MAX_VALUE, 100}) {
            SftpClient client = client(ScriptedServer.polite(
                    (type, id, body) -> packet(Type.NAME, id, join(number(1), number(length), new byte[8]))));
            IOException e = assertThrows(IOException.class, () -> client.canonicalPath("."));
            assertEquals("the machine's SFTP server sent a malformed packet", e.getMessage());
        }
        assertTrue(errorMessage((type, id, body) -> packet(Type.ATTRS, id, number(0x80000000)))
                .contains("malformed packet"));
        assertTrue(errorMessage((type, id, body) -> packet(Type.ATTRS, id, join(number(1), number(-1), number(0))))
                .contains("invalid file size"));
    }

    @Test
    void repliesWithoutARequestCloseTheConnection() throws IOException {
        assertEquals(
                "the machine's SFTP server sent a reply without a request",
                errorMessage((type, id, body) -> status(id + 7, 0)));
        assertTrue(errorMessage((type, id, body) -> packet(Type.DATA, id, string("x")))
                .contains("unexpected packet"));
        assertTrue(errorMessage((type, id, body) -> packet(77, id, string("x"))).contains("unexpected packet"));
    }

    @Test
    void errorMessagesAreOneEscapedLine() throws IOException {
        assertEquals(
                "no\\x1b[2J room\\nTry again",
                errorMessage((type, id, body) ->
                        packet(Type.STATUS, id, join(number(4), string("no\u001b[2J room\nTry again")))));
        assertTrue(errorMessage((type, id, body) ->
                                packet(Type.STATUS, id, join(number(4), string("x".repeat(30_000)))))
                        .length()
                < 500);
        assertEquals("Permission denied", errorMessage((type, id, body) -> status(id, 3)));
        assertEquals("the machine's SFTP server failed (status 99)", errorMessage((type, id, body) -> status(id, 99)));
        assertNull(
                client(ScriptedServer.polite((type, id, body) -> status(id, 2))).attributes("/x"));
    }

    @Test
    void anEndlessListingIsRejected() throws IOException {
        byte[] entry = join(string("name"), string("long"), number(0));
        SftpClient client = client(ScriptedServer.polite((type, id, body) -> switch (type) {
            case Type.OPENDIR -> packet(Type.HANDLE, id, string("h"));
            case Type.READDIR -> packet(Type.NAME, id, join(number(2), entry, entry));
            default -> status(id, 0);
        }));
        assertThrows(TooLargeException.class, () -> client.entries("/", new MemoryBudget(100_000)));
    }

    @Test
    void aListingWithoutProgressIsRejected() throws IOException {
        SftpClient client = client(ScriptedServer.polite((type, id, body) -> switch (type) {
            case Type.OPENDIR -> packet(Type.HANDLE, id, string("h"));
            case Type.READDIR -> packet(Type.NAME, id, number(0));
            default -> status(id, 0);
        }));
        IOException e = assertThrows(IOException.class, () -> client.entries("/", new MemoryBudget(100_000)));
        assertTrue(message(e).contains("empty list"), message(e));
    }

    private static ScriptedServer.Script reading(ScriptedServer.Script read) {
        return (type, id, body) -> switch (type) {
            case Type.OPEN -> packet(Type.HANDLE, id, string("h"));
            case Type.READ -> read.answer(type, id, body);
            default -> status(id, 0);
        };
    }

    @Test
    void contentIsCompleteForEveryChunkSize() throws IOException {
        byte[] content = new byte[100_000];
        Random random = new Random(11);
        random.nextBytes(content);
        ScriptedServer.Script script = reading((type, id, body) -> {
            body.position(body.position() + 5);
            int offset = (int) body.getLong();
            int length = Math.min(body.getInt(), content.length - offset);
            if (length <= 0) {
                return status(id, 1);
            }
            int sent = 1 + random.nextInt(length);
            return packet(Type.DATA, id, join(number(sent), Arrays.copyOfRange(content, offset, offset + sent)));
        });
        // the correct size, that of a file that grew or shrank since, and none
        for (long size : new long[] {content.length, 10_000, 300_000, 0}) {
            try (InputStream in =
                    client(ScriptedServer.polite(script)).open("/x").content(size, 4096, 8)) {
                assertArrayEquals(content, in.readAllBytes());
            }
        }
    }

    @Test
    void tooManyOrTooFewBytesAreAnError() throws IOException {
        for (int length : new int[] {0, 4097}) {
            SftpClient client = client(ScriptedServer.polite(
                    reading((type, id, body) -> packet(Type.DATA, id, join(number(length), new byte[length])))));
            InputStream in = client.open("/x").content(100_000, 4096, 8);
            IOException e = assertThrows(IOException.class, in::readAllBytes);
            assertTrue(message(e).contains("sent " + length + " bytes of a file"), message(e));
        }
    }

    @Test
    void writesArriveInOrderAndErrorsAreReported() throws IOException {
        ByteBuffer written = ByteBuffer.allocate(100_000);
        int[] refuseAt = {Integer.MAX_VALUE};
        ScriptedServer.Script script = (type, id, body) -> {
            if (type == Type.OPEN) {
                return packet(Type.HANDLE, id, string("h"));
            }
            if (type == Type.WRITE) {
                body.position(body.position() + 5);
                long offset = body.getLong();
                if (offset >= refuseAt[0]) {
                    return packet(Type.STATUS, id, join(number(4), string("No space")));
                }
                byte[] data = new byte[body.getInt()];
                body.get(data);
                written.position((int) offset).put(data);
            }
            return status(id, 0);
        };
        byte[] content = new byte[100_000];
        new Random(2).nextBytes(content);
        try (OutputStream out =
                client(ScriptedServer.polite(script)).create("/x", 0644).writer(4)) {
            for (int i = 0; i < content.length; i += 1000) {
                out.write(content, i, 1000);
            }
        }
        assertArrayEquals(content, written.array());
        refuseAt[0] = 50_000;
        OutputStream full =
                client(ScriptedServer.polite(script)).create("/x", 0644).writer(4);
        IOException e = assertThrows(IOException.class, () -> {
            for (int i = 0; i < content.length; i += 1000) {
                full.write(content, i, 1000);
            }
        });
        assertEquals("No space", e.getMessage());
    }

    @Test
    void randomPacketsAreAnError() throws IOException {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            ScriptedServer server = ScriptedServer.polite((type, id, body) -> {
                byte[] rest = new byte[random.nextInt(40)];
                random.nextBytes(rest);
                for (int i = 0; i < rest.length; i++) {
                    // small numbers pass more checks than large ones
                    rest[i] = random.nextInt(3) > 0 ? (byte) random.nextInt(3) : rest[i];
                }
                int[] types = {Type.STATUS, Type.HANDLE, Type.DATA, Type.NAME, Type.ATTRS, random.nextInt(256)};
                return packet(types[random.nextInt(types.length)], id, rest);
            });
            SftpClient client = client(server);
            for (int i = 0; i < 4; i++) {
                try {
                    client.attributes("/x");
                    client.entries("/x", new MemoryBudget(10_000));
                    client.canonicalPath(".");
                    client.open("/x").content(10, 100, 3).readNBytes(10_000);
                } catch (IOException e) {
                    assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
                }
            }
        }
    }
}
