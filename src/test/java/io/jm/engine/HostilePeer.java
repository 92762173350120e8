package io.jm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.function.Executable;

/** A server on the loopback interface whose behaviour is defined by each test. */
final class HostilePeer implements AutoCloseable {
    /** The timeout of a client; tests wait {@link #SLACK} longer. */
    static final Duration LIMIT = Duration.ofMillis(1500);

    private static final Duration SLACK = Duration.ofSeconds(8);
    /** The maximum allocation including garbage: far less than a flood sends within the timeout. */
    private static final long MOST_MEMORY = 192L << 20;

    private static final int LONGEST_SENTENCE = 1400;

    private final ServerSocket server;

    /** The behaviour on one connection. */
    interface Behaviour {
        void with(Socket client) throws Exception;
    }

    private HostilePeer(ServerSocket server, Behaviour run) {
        this.server = server;
        Thread thread = new Thread(() -> serve(run), "hostile");
        thread.setDaemon(true);
        thread.start();
    }

    static HostilePeer of(Behaviour run) throws IOException {
        return new HostilePeer(new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1")), run);
    }

    static HostilePeer of(ServerSocket server, Behaviour run) {
        return new HostilePeer(server, run);
    }

    /** Reads the start of the request, sends the bytes and closes the connection. */
    static Behaviour sends(byte[] bytes) {
        return client -> {
            readRequest(client);
            client.getOutputStream().write(bytes);
        };
    }

    static Behaviour sends(String text) {
        return sends(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a prefix, then the same bytes again and again until the client closes the connection. */
    static Behaviour floods(byte[] prefix, byte[] again) {
        return client -> {
            readRequest(client);
            OutputStream out = client.getOutputStream();
            out.write(prefix);
            byte[] block = repeated(again, 1 + 65_536 / again.length);
            while (!client.isClosed()) {
                out.write(block);
            }
        };
    }

    static Behaviour floods(String prefix, String again) {
        return floods(prefix.getBytes(StandardCharsets.ISO_8859_1), again.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends one byte at a time, endlessly. */
    static Behaviour drips(byte[] prefix, byte drop) {
        return client -> {
            readRequest(client);
            OutputStream out = client.getOutputStream();
            out.write(prefix);
            while (!client.isClosed()) {
                out.write(drop);
                out.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        };
    }

    /** Sends nothing and keeps the connection open. */
    static Behaviour silence() {
        return client -> TimeUnit.SECONDS.sleep(20);
    }

    /** Reads the start of the request and resets the connection. */
    static Behaviour resets() {
        return client -> {
            readRequest(client);
            client.setSoLinger(true, 0);
        };
    }

    static void readRequest(Socket client) throws IOException {
        client.getInputStream().read(new byte[8192]);
    }

    static byte[] repeated(byte[] bytes, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * times);
        for (int i = 0; i < times; i++) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private void serve(Behaviour run) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> run(run, client), "hostile-run");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                continue;
            }
        }
    }

    private static void run(Behaviour run, Socket client) {
        try (client) {
            run.with(client);
        } catch (Exception e) {
            // the client closed the connection, as the test expects
            return;
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String hostPort() {
        return "127.0.0.1:" + port();
    }

    /** Returns the error message of a query, checked for time, memory, and a single line without control characters. */
    static String message(Executable question) throws Exception {
        return message(question, MOST_MEMORY);
    }

    /**
     * The same for queries that end by timeout: how much garbage they create until then depends on the computer, so it
     * is not checked.
     */
    static String messageWithinTimeout(Executable question) throws Exception {
        return message(question, Long.MAX_VALUE);
    }

    private static String message(Executable question, long mostMemory) throws Exception {
        CompletableFuture<Long> memory = new CompletableFuture<>();
        CompletableFuture<String> message = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadAllocatedBytes();
                message.complete(assertThrows(JmException.class, question).getMessage());
                memory.complete(threads.getCurrentThreadAllocatedBytes() - before);
            } catch (Throwable e) {
                message.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        String text;
        try {
            text = message.get(LIMIT.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no end in time", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        assertTrue(memory.get() < mostMemory, () -> "took " + memory.join() + " bytes of memory");
        assertNotNull(text);
        assertEquals(Printable.line(text), text, "fit for a terminal");
        assertTrue(text.length() < LONGEST_SENTENCE, () -> text.length() + " characters");
        return text;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
