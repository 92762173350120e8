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

/** A server on the loopback interface that does to each of its clients what a test tells it to do. */
final class HostilePeer implements AutoCloseable {
    /** What a conversation may take; those who wait for its end are given {@link #SLACK} more. */
    static final Duration LIMIT = Duration.ofMillis(1500);

    private static final Duration SLACK = Duration.ofSeconds(8);
    /** What is made altogether, garbage included: far less than a flood brings in the time. */
    private static final long MOST_MEMORY = 192L << 20;

    private static final int LONGEST_SENTENCE = 1400;

    private final ServerSocket server;

    /** One conversation, which ends with the connection. */
    interface Talk {
        void with(Socket client) throws Exception;
    }

    private HostilePeer(ServerSocket server, Talk talk) {
        this.server = server;
        Thread thread = new Thread(() -> serve(talk), "hostile");
        thread.setDaemon(true);
        thread.start();
    }

    static HostilePeer of(Talk talk) throws IOException {
        return new HostilePeer(new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1")), talk);
    }

    static HostilePeer of(ServerSocket server, Talk talk) {
        return new HostilePeer(server, talk);
    }

    /** Hears the beginning of the request, then sends the bytes and hangs up. */
    static Talk sends(byte[] bytes) {
        return client -> {
            hear(client);
            client.getOutputStream().write(bytes);
        };
    }

    static Talk sends(String text) {
        return sends(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a beginning, then the same again and again until the client has enough. */
    static Talk floods(byte[] beginning, byte[] again) {
        return client -> {
            hear(client);
            OutputStream out = client.getOutputStream();
            out.write(beginning);
            byte[] block = repeated(again, 1 + 65_536 / again.length);
            while (!client.isClosed()) {
                out.write(block);
            }
        };
    }

    static Talk floods(String beginning, String again) {
        return floods(beginning.getBytes(StandardCharsets.ISO_8859_1), again.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends one byte at a time, for ever. */
    static Talk drips(byte[] beginning, byte drop) {
        return client -> {
            hear(client);
            OutputStream out = client.getOutputStream();
            out.write(beginning);
            while (!client.isClosed()) {
                out.write(drop);
                out.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        };
    }

    /** Says nothing and keeps the connection. */
    static Talk silence() {
        return client -> TimeUnit.SECONDS.sleep(20);
    }

    /** Hears the beginning of the request and resets the connection. */
    static Talk resets() {
        return client -> {
            hear(client);
            client.setSoLinger(true, 0);
        };
    }

    static void hear(Socket client) throws IOException {
        client.getInputStream().read(new byte[8192]);
    }

    static byte[] repeated(byte[] bytes, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * times);
        for (int i = 0; i < times; i++) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private void serve(Talk talk) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> talk(talk, client), "hostile-talk");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                continue;
            }
        }
    }

    private static void talk(Talk talk, Socket client) {
        try (client) {
            talk.with(client);
        } catch (Exception e) {
            // a client that has had enough is what the test is about
            return;
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String authority() {
        return "127.0.0.1:" + port();
    }

    /** The sentence with which a question ends: in time, with little memory, on one line that a terminal can take. */
    static String sentence(Executable question) throws Exception {
        return sentence(question, MOST_MEMORY);
    }

    /**
     * The same where only the clock ends the conversation: how much passing garbage it makes until then depends on the
     * computer, and says nothing about what is kept.
     */
    static String sentenceInTime(Executable question) throws Exception {
        return sentence(question, Long.MAX_VALUE);
    }

    private static String sentence(Executable question, long mostMemory) throws Exception {
        CompletableFuture<Long> memory = new CompletableFuture<>();
        CompletableFuture<String> sentence = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadAllocatedBytes();
                sentence.complete(assertThrows(JmException.class, question).getMessage());
                memory.complete(threads.getCurrentThreadAllocatedBytes() - before);
            } catch (Throwable e) {
                sentence.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        String text;
        try {
            text = sentence.get(LIMIT.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
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
