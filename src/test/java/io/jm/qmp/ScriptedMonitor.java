package io.jm.qmp;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A QMP socket that serves each client, one after the other, by a script. */
final class ScriptedMonitor implements AutoCloseable {
    /** What QEMU 7.2 sends first. */
    static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}}, \"capabilities\": [\"oob\"]}}\r\n";

    final Path path;
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel server;
    private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

    /** What is done with a client; its connection is closed afterwards. */
    interface Script {
        void serve(Client client) throws IOException, InterruptedException;
    }

    /** A connected client. */
    final class Client {
        private final SocketChannel channel;
        private final BufferedReader lines;

        private Client(SocketChannel channel) {
            this.channel = channel;
            this.lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }

        /** Waits for a request; returns null when the client has gone. */
        String request() throws IOException {
            String line = lines.readLine();
            if (line != null) {
                requests.add(line);
            }
            return line;
        }

        /** Greets, and accepts {@code qmp_capabilities}, which is the call with id 1. */
        void negotiate() throws IOException {
            send(GREETING);
            request();
            send("{\"return\": {}, \"id\": 1}\r\n");
        }
    }

    ScriptedMonitor(Path path, Script script) throws IOException {
        this.path = path;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        // the queue of QEMU's sockets
        server.bind(UnixDomainSocketAddress.of(path), 1);
        Thread thread = new Thread(() -> serve(script), "scripted-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Script script) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                clients.add(channel);
                script.serve(new Client(channel));
            } catch (IOException | InterruptedException e) {
                // the client or the test has gone
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}
