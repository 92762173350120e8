package io.jm.forwarding;

import static io.jm.testkit.ScriptedEngine.container;
import static io.jm.testkit.ScriptedEngine.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.driver.PublishedPort;
import io.jm.engine.ContainerClient;
import io.jm.go.json.JsonReader;
import io.jm.os.AtomicFile;
import io.jm.testkit.ScriptedEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortWatcherTest {
    private static final String ADDRESS = "127.42.7.4";
    /** Long enough that nothing but an event can be the reason for what a test sees. */
    private static final Duration NEVER = Duration.ofMinutes(10);

    private static final Pace PACE = new Pace(
            Duration.ofSeconds(5),
            NEVER,
            Duration.ofMillis(300),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(200));

    @TempDir
    Path directory;

    private final RecordingForwarding forwarding = new RecordingForwarding();
    private ScriptedEngine engine;
    private ContainerClient client;
    private @Nullable Thread watching;

    @BeforeEach
    void start() throws Exception {
        engine = ScriptedEngine.start();
        client = engine.client();
    }

    @AfterEach
    void stop() throws Exception {
        forwarding.close();
        if (watching != null) {
            watching.join(30_000);
            assertFalse(watching.isAlive(), "the watcher ends with the machine");
            assertFalse(Files.exists(directory.resolve("ports.json")), "nothing is forwarded any more");
        }
        client.close();
        engine.close();
    }

    private void watch(Pace pace) {
        WatchLog log = new WatchLog(directory.resolve("watch.log"), Ticker.system());
        PortsFile file = new PortsFile(directory.resolve("ports.json"));
        Forwards forwards = new Forwards(forwarding, ADDRESS, log, file);
        PortWatcher watcher = new PortWatcher(client, forwarding, forwards, log, pace);
        watching = new Thread(watcher::run, "watcher");
        watching.start();
    }

    private Set<String> forwarded() {
        Set<String> texts = new TreeSet<>();
        for (PublishedPort port : forwarding.forwarded()) {
            texts.add(port.text());
        }
        return texts;
    }

    private void expect(String... ports) throws InterruptedException {
        await(() -> forwarded().equals(new TreeSet<>(List.of(ports))));
        assertEquals(new TreeSet<>(List.of(ports)), forwarded());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private String log() {
        Path file = directory.resolve("watch.log");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long lines() {
        return log().lines().count();
    }

    private String ports(String key) throws Exception {
        return JsonReader.read(Files.readString(directory.resolve("ports.json")))
                .get(key)
                .toString();
    }

    @Test
    void forwardsWhatRunsAlready() throws Exception {
        engine.contains(container(published("0.0.0.0", 8080, "tcp")));
        watch(PACE);
        expect("127.42.7.4:8080/tcp");
        await(() -> Files.exists(directory.resolve("ports.json")));
        assertEquals("[{\"address\":\"127.42.7.4\",\"port\":8080,\"protocol\":\"tcp\"}]", ports("forwarded"));
        assertEquals("[]", ports("failed"));
    }

    @Test
    void followsStartsAndEnds() throws Exception {
        watch(PACE);
        assertTrue(engine.hasListener());
        await(() -> engine.requests.contains("/containers/json"));
        engine.contains(container(published("0.0.0.0", 8080, "tcp"), published("0.0.0.0", 53, "udp")));
        engine.event("start");
        expect("127.42.7.4:8080/tcp", "127.42.7.4:53/udp");
        engine.contains(container(published("0.0.0.0", 53, "udp")));
        engine.event("die");
        expect("127.42.7.4:53/udp");
        engine.contains("[]");
        engine.event("die");
        expect();
        assertEquals("", log(), "all is well");
    }

    @Test
    void readsAgainSoonAfterAnEvent() throws Exception {
        watch(PACE);
        assertTrue(engine.hasListener());
        await(() -> engine.requests.contains("/containers/json"));
        long before = engine.requests.size();
        engine.event("start");
        await(() -> engine.requests.size() > before);
        engine.contains(container(published("0.0.0.0", 8080, "tcp")));
        expect("127.42.7.4:8080/tcp");
    }

    @Test
    void forwardsAPortOnceThatIsPublishedTwice() throws Exception {
        engine.contains(
                container(published("0.0.0.0", 8080, "tcp"), published("::", 8080, "tcp"), published("", 8080, "tcp")));
        watch(PACE);
        expect("127.42.7.4:8080/tcp");
        assertEquals(List.of("+127.42.7.4:8080/tcp"), forwarding.calls);
    }

    @Test
    void whatIsForwardedAlreadyIsNotAddedAgain() throws Exception {
        forwarding.forwarded.add(new PublishedPort(ADDRESS, 8080, "tcp"));
        forwarding.forwarded.add(new PublishedPort(ADDRESS, 9090, "tcp"));
        engine.contains(container(published("0.0.0.0", 8080, "tcp")));
        watch(PACE);
        expect("127.42.7.4:8080/tcp");
        assertEquals(List.of("-127.42.7.4:9090/tcp"), forwarding.calls);
    }

    @Test
    void whatListensInsideOnlyIsLoggedOnce() throws Exception {
        engine.contains(container(
                published("127.0.0.1", 8080, "tcp"),
                published("127.0.0.1", 5353, "udp"),
                published("0.0.0.0", 9999, "sctp"),
                published("0.0.0.0", 80, "tcp")));
        watch(PACE);
        expect("127.42.7.4:80/tcp");
        engine.event("start");
        await(() -> engine.requests.size() >= 4);
        assertEquals(3, lines(), log());
        assertTrue(log().contains("127.0.0.1:8080/tcp is not forwarded: it is published on an address inside"), log());
        assertTrue(log().contains("127.0.0.1:5353/udp is not forwarded: it is published on an address inside"), log());
        assertTrue(log().contains("0.0.0.0:9999/sctp is not forwarded: only TCP and UDP can be"), log());
    }

    @Test
    void aRefusedPortIsLoggedOnceAndTriedAgainAtTheNextEvent() throws Exception {
        forwarding.refused.put(80, "permission denied");
        engine.contains(container(published("0.0.0.0", 80, "tcp"), published("0.0.0.0", 8080, "tcp")));
        watch(PACE);
        expect("127.42.7.4:8080/tcp");
        await(() -> Files.exists(directory.resolve("ports.json")));
        assertEquals(
                "[{\"address\":\"127.42.7.4\",\"port\":80,\"protocol\":\"tcp\",\"reason\":\"permission denied\"}]",
                ports("failed"));
        engine.event("start");
        await(() ->
                forwarding.calls.stream().filter("+127.42.7.4:80/tcp"::equals).count() >= 3);
        assertEquals(1, lines(), log());
        forwarding.refused.clear();
        engine.event("start");
        expect("127.42.7.4:80/tcp", "127.42.7.4:8080/tcp");
        await(() -> lines() == 2);
        assertTrue(log().endsWith(" 127.42.7.4:80/tcp is forwarded now\n"), log());
    }

    @Test
    void anEngineThatIsAwayIsTriedAgainAndTheForwardsStay() throws Exception {
        engine.contains(container(published("0.0.0.0", 8080, "tcp")));
        watch(PACE);
        expect("127.42.7.4:8080/tcp");
        engine.goAway();
        await(() -> lines() >= 2);
        // some attempts more
        TimeUnit.MILLISECONDS.sleep(500);
        assertEquals(Set.of("127.42.7.4:8080/tcp"), forwarded());
        assertTrue(lines() >= 1 && lines() <= 2, log());
        engine.contains(container(published("0.0.0.0", 9090, "tcp")));
        engine.comeBack();
        expect("127.42.7.4:9090/tcp");
        await(() -> log().endsWith("the engine answers again\n"));
        assertTrue(log().endsWith("the engine answers again\n"), log());
        engine.contains("[]");
        assertTrue(engine.hasListener());
        engine.event("die");
        expect();
    }

    @Test
    void aStreamThatIsSilentForLongIsOpenedAgain() throws Exception {
        watch(new Pace(
                PACE.answer(),
                Duration.ofMillis(300),
                PACE.settle(),
                PACE.burst(),
                PACE.firstRetry(),
                PACE.lastRetry()));
        assertTrue(engine.hasListener());
        await(() -> engine.requests.contains("/containers/json"));
        engine.contains(container(published("0.0.0.0", 8080, "tcp")));
        expect("127.42.7.4:8080/tcp");
        assertTrue(engine.requests.stream()
                        .filter(path -> path.startsWith("/events?"))
                        .count()
                >= 2);
        assertEquals("", log());
    }

    @Test
    void forwardsAThousandPorts() throws Exception {
        List<String> ports = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (int port = 10_000; port < 11_000; port++) {
            ports.add(published("0.0.0.0", port, "tcp"));
            ports.add(published("::", port, "tcp"));
            wanted.add("127.42.7.4:" + port + "/tcp");
        }
        engine.contains(container(ports.toArray(String[]::new)));
        watch(PACE);
        expect(wanted.toArray(String[]::new));
        assertEquals(1000, forwarding.calls.size());
        engine.contains("[]");
        engine.event("die");
        expect();
    }

    @Test
    void nonsenseOfTheEngineChangesNothing() throws Exception {
        engine.contains(container(published("0.0.0.0", 8080, "tcp")));
        watch(PACE);
        expect("127.42.7.4:8080/tcp");
        engine.contains("{\"message\":\"\u001b[2Jno\"}");
        engine.event("start");
        await(() -> lines() > 0);
        TimeUnit.MILLISECONDS.sleep(500);
        assertEquals(Set.of("127.42.7.4:8080/tcp"), forwarded());
        assertEquals(1, lines(), log());
        engine.contains(container(published("0.0.0.0", 9090, "tcp")));
        expect("127.42.7.4:9090/tcp");
    }

    @Test
    void aMachineThatStopsWithoutAnEngineEndsTheWatcher() throws Exception {
        engine.goAway();
        watch(new Pace(PACE.answer(), NEVER, PACE.settle(), PACE.burst(), NEVER, NEVER));
        TimeUnit.MILLISECONDS.sleep(300);
        forwarding.close();
        Thread thread = Objects.requireNonNull(watching);
        thread.join(30_000);
        assertFalse(thread.isAlive());
        assertEquals("", log(), "no line about an engine that stopped with its machine");
    }

    @Test
    void theLogKeepsItsNewestLines() throws Exception {
        WatchLog log = new WatchLog(directory.resolve("watch.log"), Ticker.system());
        for (int i = 0; i < 3000; i++) {
            log.line("x".repeat(200) + "\n" + i);
        }
        String text = log();
        assertTrue(text.length() < 2 * WatchLog.MAX_BYTES, () -> text.length() + " bytes");
        assertTrue(text.endsWith("\\n2999\n"), () -> text.substring(text.length() - 50));
        assertTrue(AtomicFile.hasMode(directory.resolve("watch.log"), AtomicFile.OWNER_ONLY));
    }
}
