package io.jm.testkit;

import io.jm.engine.ContainerClient;
import io.jm.engine.EngineTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An engine without TLS on the loopback interface, whose containers a test sets. */
public final class ScriptedEngine implements AutoCloseable {
    /** The files of a client without TLS. */
    public static final EngineTls NO_FILES = new EngineTls(Path.of("/no"), Path.of("/no"), Path.of("/no"));

    /** The requests so far, such as {@code /containers/json}. */
    public final List<String> requests = new CopyOnWriteArrayList<>();
    /** How far the engine's clock is ahead of ours, in seconds. */
    public volatile long secondsAhead;

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Socket> listeners = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile String containers = "[]";
    private volatile ServerSocket server;
    private Thread accepting;

    private ScriptedEngine(ServerSocket server) {
        this.server = server;
        this.port = server.getLocalPort();
        this.accepting = accept(server);
    }

    /** Starts an engine without containers. */
    public static ScriptedEngine start() throws IOException {
        return new ScriptedEngine(listen(0));
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        return socket;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns a client of this engine. */
    public ContainerClient client() {
        return new ContainerClient(url(), NO_FILES);
    }

    /** Sets the list of containers without an event. */
    public void contains(String json) {
        containers = json;
    }

    /** A list with one container that has these values of {@code Ports}. */
    public static String container(String... ports) {
        return "[{\"Id\":\"1\",\"Names\":[\"/a\"],\"Labels\":{\"Ports\":\"no\"},\"Ports\":[" + String.join(",", ports)
                + "],\"State\":\"running\"}]";
    }

    /** One element of {@code Ports}. */
    public static String published(String address, int port, String protocol) {
        return "{\"IP\":\"" + address + "\",\"PrivatePort\":80,\"PublicPort\":" + port + ",\"Type\":\"" + protocol
                + "\"}";
    }

    /** Sends an event to every listener. */
    public void event(String status) throws IOException {
        send("{\"status\":\"" + status + "\",\"Type\":\"container\",\"Action\":\"" + status + "\",\"time\":1}\n");
    }

    /** Sends a text as one chunk to every listener. */
    public void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        synchronized (listeners) {
            for (Socket listener : listeners) {
                OutputStream out = listener.getOutputStream();
                out.write(
                        (Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    /** Waits until a client follows the events; returns false if none does in time. */
    public boolean hasListener() throws InterruptedException {
        for (int i = 0; i < 3000 && listeners.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return !listeners.isEmpty();
    }

    /** Ends all connections and refuses new ones. */
    public void goAway() throws IOException {
        server.close();
        try {
            // the system accepts connections until the thread has left accept
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
        synchronized (listeners) {
            listeners.clear();
        }
    }

    /** Listens on the same port again. */
    public void comeBack() throws IOException {
        server = listen(port);
        accepting = accept(server);
    }

    private Thread accept(ServerSocket listening) {
        Thread thread = new Thread(
                () -> {
                    while (!listening.isClosed()) {
                        try {
                            Socket client = listening.accept();
                            connections.add(client);
                            Thread serving = new Thread(() -> serve(client), "engine-client");
                            serving.setDaemon(true);
                            serving.start();
                        } catch (IOException e) {
                            continue;
                        }
                    }
                },
                "engine");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serve(Socket client) {
        try {
            String path = path(client);
            requests.add(path);
            OutputStream out = client.getOutputStream();
            if (path.startsWith("/events?")) {
                // a client that has seen the response gets the next event
                synchronized (listeners) {
                    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    listeners.add(client);
                }
                return;
            }
            String body = path.equals("/info")
                    ? "{\"SystemTime\":\"" + Instant.now().plusSeconds(secondsAhead) + "\"}"
                    : path.equals("/containers/json") ? containers : "";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            client.close();
        } catch (IOException e) {
            // the client is gone
            return;
        }
    }

    private static String path(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String first = String.valueOf(in.readLine());
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            continue;
        }
        return first.split(" ")[1];
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
