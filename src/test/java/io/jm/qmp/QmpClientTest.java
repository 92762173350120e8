package io.jm.qmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.qmp.ScriptedMonitor.Script;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QmpClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Path path() {
        return directory.resolve("monitor");
    }

    private ScriptedMonitor monitor(Script script) throws IOException {
        return new ScriptedMonitor(path(), script);
    }

    @Test
    void negotiatesAndExecutesWithArgumentsAndIds() throws IOException {
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.negotiate();
                    client.request();
                    client.send("{\"return\": {\"status\": \"running\"}, \"id\": 2}\r\n");
                    client.request();
                    client.send("{\"return\": [1], \"id\": 3}\r\n");
                });
                QmpClient client = QmpClient.connect(path(), LONG)) {
            assertEquals(
                    "running", client.execute("query-status").path("status").asText());
            assertEquals(
                    1,
                    client.execute(
                                    "other",
                                    JsonNodeFactory.instance.objectNode().put("a", true))
                            .get(0)
                            .asInt());
            assertEquals(
                    List.of(
                            "{\"execute\":\"qmp_capabilities\",\"id\":1}",
                            "{\"execute\":\"query-status\",\"id\":2}",
                            "{\"execute\":\"other\",\"arguments\":{\"a\":true},\"id\":3}"),
                    monitor.requests);
        }
    }

    @Test
    void skipsEventsAndAnswersToEarlierCalls() throws IOException {
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.send("\r\n" + ScriptedMonitor.GREETING);
                    client.request();
                    client.send(
                            "{\"event\": \"RESUME\", \"timestamp\": {\"seconds\": 1}}\r\n{\"return\": {}, \"id\": 1}\r\n");
                    client.request();
                    client.send("{\"event\": \"STOP\"}\r\n{\"return\": \"late\", \"id\": 1}\r\n");
                    client.send("{\"error\": {\"desc\": \"late\"}, \"id\": 1}\r\n{\"return\": \"now\", \"id\": 2}\r\n");
                    client.request();
                });
                QmpClient client = QmpClient.connect(path(), LONG)) {
            assertEquals("now", client.execute("query-status").asText());
        }
    }

    @Test
    void reportsTheWordsOfAnErrorPrintably() throws IOException {
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.negotiate();
                    client.request();
                    client.send(
                            "{\"id\": 2, \"error\": {\"class\": \"GenericError\", \"desc\": \"No\\u001b[2J way\"}}\r\n");
                    client.request();
                    client.send("{\"error\": {\"class\": \"GenericError\"}}\r\n");
                    client.request();
                });
                QmpClient client = QmpClient.connect(path(), LONG)) {
            assertEquals("QEMU refuses cont: No\\x1b[2J way", failure(() -> client.execute("cont")));
            assertEquals("QEMU refuses cont: {\"class\":\"GenericError\"}", failure(() -> client.execute("cont")));
        }
    }

    @Test
    void returnsWhatTheHumanMonitorPrints() throws IOException {
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.negotiate();
                    client.request();
                    client.send("{\"return\": \"Hub -1 (net0):\\r\\n  TCP\\r\\n\", \"id\": 2}\r\n");
                });
                QmpClient client = QmpClient.connect(path(), LONG)) {
            assertEquals("Hub -1 (net0):\n  TCP", client.monitor("info usernet"));
            assertEquals(
                    "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"info usernet\"},\"id\":2}",
                    monitor.requests.get(1));
        }
    }

    @Test
    void aSocketThatServesAnotherClientIsBusy() throws IOException {
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.negotiate();
                    client.request();
                });
                QmpClient first = QmpClient.connect(path(), LONG)) {
            assertNotNull(first);
            // the first waits in the queue, the second finds it full
            for (int i = 0; i < 3; i++) {
                QmpBusyException busy = assertThrows(
                        QmpBusyException.class,
                        () -> QmpClient.connect(path(), SHORT).close());
                assertEquals(
                        "QEMU's monitor " + path()
                                + " does not answer within 300 ms: another program uses it, or QEMU hangs",
                        busy.getMessage());
            }
        }
    }

    @Test
    void aQueuedClientIsServedWhenTheFirstHasGone() throws Exception {
        try (ScriptedMonitor monitor = monitor(client -> {
            client.negotiate();
            client.request();
        })) {
            QmpClient first = QmpClient.connect(path(), LONG);
            List<CompletableFuture<Void>> others = List.of(served(), served(), served(), served());
            Thread.sleep(100);
            first.close();
            for (CompletableFuture<Void> other : others) {
                other.get(30, TimeUnit.SECONDS);
            }
        }
    }

    private CompletableFuture<Void> served() {
        return CompletableFuture.runAsync(
                () -> QmpClient.connect(path(), LONG).close(), task -> new Thread(task, "queued").start());
    }

    @Test
    void aMissingSocketMeansThatNothingRuns() {
        assertEquals(
                "QEMU's monitor " + path() + " does not exist: QEMU does not run",
                failure(() -> QmpClient.connect(path(), LONG)));
    }

    @Test
    void aSocketWhoseProcessWasKilledIsLeftOver() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path()));
        server.close();
        assertTrue(Files.exists(path()), "closing leaves the file");
        assertEquals(
                "QEMU's monitor " + path() + " is left over from a QEMU that no longer runs (connection refused)",
                failure(() -> QmpClient.connect(path(), LONG)));
    }

    @Test
    void aPathThatIsTooLongForASocketIsReported() {
        Path path = directory.resolve("x".repeat(120));
        String message = failure(() -> QmpClient.connect(path, LONG));
        assertTrue(message.startsWith("the path of QEMU's monitor is too long for a socket, "), message);
    }

    @Test
    void aPeerThatDoesNotAnswerACommandEndsInATimeout() throws IOException {
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.negotiate();
                    while (client.request() != null) {
                        client.send("{\"event\": \"STOP\"}\r\n");
                    }
                });
                QmpClient client = QmpClient.connect(path(), Duration.ofSeconds(2))) {
            assertEquals(
                    "QEMU does not answer stop within 2 s (" + path() + ")", failure(() -> client.execute("stop")));
        }
    }

    @Test
    void aFloodOfEventsEndsInATimeout() throws IOException {
        try (ScriptedMonitor monitor = monitor(client -> {
            client.send(ScriptedMonitor.GREETING);
            while (true) {
                client.send("{\"event\": \"STOP\"}\r\n");
            }
        })) {
            assertTrue(failure(() -> QmpClient.connect(path(), Duration.ofSeconds(2)))
                    .startsWith("QEMU does not answer"));
        }
    }

    @Test
    void aLineWithoutEndIsCutOff() throws IOException {
        byte[] part = "{\"QMP\": {\"a\": ".repeat(500).getBytes(StandardCharsets.UTF_8);
        try (ScriptedMonitor monitor = monitor(client -> {
            while (true) {
                client.send(part);
            }
        })) {
            assertEquals(
                    "QEMU's monitor " + path() + ": connect: a line of more than 1048576 bytes",
                    failure(() -> QmpClient.connect(path(), LONG)));
        }
    }

    @Test
    void whateverAPeerSendsInsteadOfQmpIsOneError() throws IOException {
        List<String> greetings = List.of(
                "SSH-2.0-OpenSSH_9.2\r\n",
                "[]\n",
                "{\n",
                "\0\0\n",
                "1\n",
                "{\"QMP\": 1\n",
                "{}\n",
                "[".repeat(90_000) + "\n");
        for (String greeting : greetings) {
            Path path = directory.resolve("m" + greetings.indexOf(greeting));
            try (ScriptedMonitor monitor = new ScriptedMonitor(path, client -> {
                client.send(greeting);
                client.request();
            })) {
                String message = failure(() -> QmpClient.connect(path, LONG));
                assertTrue(message.startsWith("QEMU's monitor " + path + ": connect: no"), message);
                assertTrue(message.length() < 600, message);
            }
        }
    }

    @Test
    void aPeerThatClosesAtAnyByteIsReported() throws IOException {
        String all = ScriptedMonitor.GREETING + "{\"return\": {}, \"id\": 1}\r\n";
        for (int length = 0; length < all.length() - 1; length += 7) {
            int end = length;
            Path path = directory.resolve("m" + length);
            try (ScriptedMonitor monitor = new ScriptedMonitor(path, client -> client.send(all.substring(0, end)))) {
                assertThrows(
                        JmException.class, () -> QmpClient.connect(path, LONG).close(), "after " + length);
            }
        }
    }

    @Test
    void aWaitForTheEndLetsOthersCallAndReturnsAtTheEnd() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.negotiate();
                    for (int id = 2; id < 22; id++) {
                        client.request();
                        client.send(
                                "{\"event\": \"STOP\"}\r\n{\"return\": " + id + ", \"id\": " + id + "}\r\n{\"event\":");
                        client.send(" \"RESUME\"}\r\n");
                    }
                    called.await();
                });
                QmpClient client = QmpClient.connect(path(), LONG)) {
            CompletableFuture<Void> end = CompletableFuture.runAsync(client::awaitEnd);
            for (int id = 2; id < 22; id++) {
                assertEquals(id, client.execute("next").asInt());
            }
            assertFalse(end.isDone());
            called.countDown();
            end.get(30, TimeUnit.SECONDS);
            assertTrue(failure(() -> client.execute("next")).startsWith("QEMU's monitor " + path() + ": next: "));
        }
    }

    @Test
    void closingEndsTheWait() throws Exception {
        try (ScriptedMonitor monitor = monitor(client -> {
            client.negotiate();
            client.request();
        })) {
            QmpClient client = QmpClient.connect(path(), LONG);
            CompletableFuture<Void> end = CompletableFuture.runAsync(client::awaitEnd);
            Thread.sleep(100);
            client.close();
            end.get(30, TimeUnit.SECONDS);
            assertEquals(
                    "QEMU's monitor " + path() + ": stop: the connection was closed",
                    failure(() -> client.execute("stop")));
        }
    }

    @Test
    void anInterruptEndsACallAndAWait() throws Exception {
        try (ScriptedMonitor monitor = monitor(client -> {
                    client.negotiate();
                    while (client.request() != null) {
                        continue;
                    }
                });
                QmpClient client = QmpClient.connect(path(), LONG)) {
            assertTrue(interrupted(client::awaitEnd) instanceof CancelledException);
            assertTrue(interrupted(() -> client.execute("stop")) instanceof CancelledException);
        }
    }

    private static Throwable interrupted(Runnable call) throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
                thrown.complete(new AssertionError("no exception"));
            } catch (RuntimeException e) {
                thrown.complete(e);
            }
        });
        thread.start();
        Thread.sleep(200);
        thread.interrupt();
        return thrown.get(30, TimeUnit.SECONDS);
    }

    private static String failure(Executable call) {
        return assertThrows(JmException.class, call).getMessage();
    }
}
