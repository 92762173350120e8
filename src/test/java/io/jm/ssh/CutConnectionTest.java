package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connection that is cut after any number of bytes is one error, at once, and leaves no partial file. */
@Timeout(300)
class CutConnectionTest {
    private static final int SIZE = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path work;

    /** Forwards the server's bytes up to a limit, and then closes the connection. */
    private static final class Cut implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final int target;
        private final long limit;

        Cut(int target, long limit) throws IOException {
            this.target = target;
            this.limit = limit;
            background(this::serve);
        }

        private interface Work {
            void run() throws IOException;
        }

        private static void background(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // one side has closed the connection, as intended
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() throws IOException {
            while (true) {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                background(() -> client.getInputStream().transferTo(server.getOutputStream()));
                background(() -> {
                    try (client;
                            server) {
                        pass(server.getInputStream(), client.getOutputStream());
                    }
                });
            }
        }

        private void pass(InputStream from, OutputStream to) throws IOException {
            byte[] chunk = new byte[512];
            for (long left = limit; left > 0; ) {
                int n = from.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (n < 0) {
                    return;
                }
                to.write(chunk, 0, n);
                left -= n;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private @Nullable String copy(int port, boolean down) {
        SshTarget target = OddServer.target(work, port);
        Environment environment = new Environment(Map.of(), work, "jm", false);
        SshClients clients =
                new SshClients(environment, RecordingConsole.withDebug().console(), key -> null, false);
        CopyEndpoint here = new CopyEndpoint(null, work.resolve("here").toString());
        CopyEndpoint there = new CopyEndpoint(target, "/there");
        try {
            clients.copy(down ? there : here, down ? here : there, true, true);
            return null;
        } catch (JmException e) {
            return e.getMessage();
        }
    }

    @Test
    void failsWithOneErrorWhereverTheConnectionIsCut() throws Exception {
        Files.createDirectories(work.resolve("server/there"));
        Files.write(work.resolve("server/there/file"), new byte[SIZE]);
        try (OddServer server = OddServer.sftp(command -> command.exit(1))) {
            server.server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
            server.server.setFileSystemFactory(new VirtualFileSystemFactory(work.resolve("server")));
            int port = server.server.getPort();
            boolean done = false;
            int cuts = 0;
            for (long limit = 0; !done; limit += 389) {
                Path here = Files.createDirectories(work.resolve("here"));
                try (Cut cut = new Cut(port, limit)) {
                    long start = System.nanoTime();
                    String message = copy(cut.socket.getLocalPort(), true);
                    assertTrue(System.nanoTime() - start < 15_000_000_000L, "took long at " + limit);
                    done = message == null;
                    if (message != null) {
                        cuts++;
                        assertTrue(!message.isBlank() && !message.contains("null"), limit + ": " + message);
                        assertTrue(!message.contains("unexpected response"), limit + ": " + message);
                    }
                }
                assertWholeOrNothing(here);
            }
            assertTrue(cuts > 10, "was cut " + cuts + " times");
        }
    }

    private static void assertWholeOrNothing(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                assertEquals("file", String.valueOf(path.getFileName()));
                assertEquals(SIZE, Files.size(path));
                Files.delete(path);
            }
        }
    }
}
