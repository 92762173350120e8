package io.jm.engine;

import static io.jm.testkit.ScriptedEngine.NO_FILES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.testkit.ScriptedEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    private ScriptedEngine engine;
    private ContainerClient client;

    @BeforeEach
    void start() throws Exception {
        engine = ScriptedEngine.start();
        client = engine.client();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        engine.close();
    }

    @Test
    void readsWhatIsPublished() {
        engine.contains(ScriptedEngine.container(
                ScriptedEngine.published("0.0.0.0", 8080, "tcp"),
                ScriptedEngine.published("::", 8080, "tcp"),
                ScriptedEngine.published("0.0.0.0", 8080, "tcp"),
                ScriptedEngine.published("127.0.0.1", 53, "udp"),
                "{\"PrivatePort\":443,\"Type\":\"tcp\"}"));
        assertEquals(
                Set.of(
                        new ContainerPort("0.0.0.0", 8080, "tcp"),
                        new ContainerPort("::", 8080, "tcp"),
                        new ContainerPort("127.0.0.1", 53, "udp")),
                client.publishedPorts(LIMIT));
        assertTrue(new ContainerPort("::", 1, "tcp").everywhere());
        assertFalse(new ContainerPort("127.0.0.1", 1, "tcp").everywhere());
    }

    @Test
    void leavesOutWhatIsNoPort() {
        engine.contains(ScriptedEngine.container(
                ScriptedEngine.published("0.0.0.0", 0, "tcp"),
                ScriptedEngine.published("0.0.0.0", 65536, "tcp"),
                ScriptedEngine.published("0.0.0.0", -1, "tcp"),
                ScriptedEngine.published("0.0.0.0", 80, "tcp:0.0.0.0:22-:22"),
                ScriptedEngine.published("1".repeat(65), 80, "tcp"),
                "{\"PublicPort\":\"x\",\"Type\":\"tcp\"}",
                "{\"PublicPort\":{},\"Type\":[]}",
                "7",
                "null",
                ScriptedEngine.published("0.0.0.0", 65535, "tcp")));
        assertEquals(Set.of(new ContainerPort("0.0.0.0", 65535, "tcp")), client.publishedPorts(LIMIT));
        engine.contains("[{\"Ports\":null},{\"Ports\":\"x\"},{\"Ports\":{\"a\":{\"PublicPort\":7}}},{}]");
        assertEquals(Set.of(), client.publishedPorts(LIMIT));
    }

    @Test
    void readsAtMostSoManyPorts() {
        List<String> ports = new ArrayList<>();
        for (int port = 1; port <= ContainerClient.MAX_PORTS + 10; port++) {
            ports.add(ScriptedEngine.published("0.0.0.0", port, "tcp"));
        }
        engine.contains(ScriptedEngine.container(ports.toArray(String[]::new)));
        assertEquals(ContainerClient.MAX_PORTS, client.publishedPorts(LIMIT).size());
    }

    @Test
    void waitsForOneEventAfterTheOther() throws Exception {
        try (ContainerEvents events = client.events(LIMIT)) {
            assertTrue(engine.hasListener());
            assertEquals(
                    "/events?filters=%7B%22type%22%3A%5B%22container%22%5D%2C%22event%22%3A%5B%22start%22%2C%22die%22%5D%7D",
                    engine.requests.get(0));
            engine.event("start");
            events.await();
            CompletableFuture<Void> next = CompletableFuture.runAsync(events::await);
            engine.send("\n\r\n");
            engine.send("{\"half\":");
            TimeUnit.MILLISECONDS.sleep(100);
            assertFalse(next.isDone(), "half an event is none");
            engine.send("1}\n");
            next.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void anEngineThatGoesEndsTheWait() throws Exception {
        try (ContainerEvents events = client.events(LIMIT)) {
            assertTrue(engine.hasListener());
            engine.goAway();
            assertThrows(JmException.class, events::await);
        }
    }

    @Test
    void anotherThreadEndsTheWait() throws Exception {
        try (ContainerEvents events = client.events(LIMIT)) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            new Thread(() -> ended.complete(assertThrows(JmException.class, events::await))).start();
            TimeUnit.MILLISECONDS.sleep(50);
            events.close();
            ended.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void readsTheTime() {
        engine.secondsAhead = 3600;
        Duration ahead = Duration.between(Instant.now(), client.time(LIMIT));
        assertTrue(ahead.toSeconds() > 3500 && ahead.toSeconds() < 3700, ahead::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 500 Internal Server Error\r\n\r\n[]",
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n",
                HEAD + "\r\n",
                HEAD + "\r\n{\"message\":\"no\"}",
                HEAD + "\r\n[",
                HEAD + "\r\n[1]",
                HEAD + "\r\n[{\"Ports\":[",
                HEAD + "\r\n[{\"Ports\":[{\"PublicPort\":99999999999999999999e999999999,\"Type\":\"tcp\"}]}]",
                HEAD + "Content-Length: 99\r\n\r\n[{}",
                CHUNKED + "2\r\n[{\r\n",
                CHUNKED + "2\r\n[{x\r\n",
                CHUNKED + "-2\r\n[]\r\n",
                CHUNKED + "fffffffff\r\n[]\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n"
            })
    void nonsenseIsOneLine(String answer) throws Exception {
        try (HostilePeer peer = HostilePeer.of(HostilePeer.sends(answer));
                ContainerClient asking = new ContainerClient("http://" + peer.hostPort(), NO_FILES)) {
            String message = HostilePeer.message(() -> asking.publishedPorts(HostilePeer.LIMIT));
            assertTrue(message.startsWith("the engine at 127.0.0.1:"), message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[{\"Ports\":[", "[[[[", "[{\"a\":\"", "[{\"Ports\":\"", "[{\"Ports\":[{", "[{\"Ports\":[1,"})
    void aFloodEnds(String start) throws Exception {
        String again = start.endsWith("\"") ? "x" : start.endsWith("{") ? "\"a\":{" : start.endsWith(",") ? "1," : "[";
        try (HostilePeer peer = HostilePeer.of(HostilePeer.floods(HEAD + "\r\n" + start, again));
                ContainerClient asking = new ContainerClient("http://" + peer.hostPort(), NO_FILES)) {
            HostilePeer.message(() -> asking.publishedPorts(HostilePeer.LIMIT));
        }
    }

    @Test
    void endlessContainersEnd() throws Exception {
        String one = "{\"Ports\":[" + ScriptedEngine.published("0.0.0.0", 80, "tcp") + "]},";
        try (HostilePeer peer = HostilePeer.of(HostilePeer.floods(HEAD + "\r\n[", one));
                ContainerClient asking = new ContainerClient("http://" + peer.hostPort(), NO_FILES)) {
            HostilePeer.messageWithinTimeout(() -> asking.publishedPorts(HostilePeer.LIMIT));
        }
    }

    @Test
    void anEndlessEventEnds() throws Exception {
        String prefix = HEAD + "\r\n";
        try (HostilePeer peer = HostilePeer.of(HostilePeer.floods(prefix, "x"));
                ContainerClient asking = new ContainerClient("http://" + peer.hostPort(), NO_FILES);
                ContainerEvents events = asking.events(LIMIT)) {
            assertTrue(HostilePeer.message(events::await).contains("an event of more than"));
        }
    }

    @Test
    void silenceEndsWithTheTimeout() throws Exception {
        try (HostilePeer peer = HostilePeer.of(HostilePeer.silence());
                ContainerClient asking = new ContainerClient("http://" + peer.hostPort(), NO_FILES)) {
            assertTrue(HostilePeer.message(() -> asking.publishedPorts(HostilePeer.LIMIT))
                    .endsWith("no answer within the timeout"));
            HostilePeer.message(() -> asking.events(HostilePeer.LIMIT));
            HostilePeer.message(() -> asking.time(HostilePeer.LIMIT));
        }
    }

    @Test
    void refusesOtherUrls() {
        assertThrows(JmException.class, () -> new ContainerClient("ssh://box", NO_FILES));
        assertThrows(JmException.class, () -> new ContainerClient("unix:///run/docker.sock", NO_FILES));
    }
}
