package io.jm.engine;

import static io.jm.testkit.ScriptedEngine.NO_FILES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.ServerTls;
import io.jm.testkit.SwarmEngines;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmClientTest {
    private final SwarmEngines engines = new SwarmEngines();
    private final Timer timer = new Timer(true);

    @AfterEach
    void stop() {
        engines.close();
        timer.cancel();
    }

    private SwarmClient client(String url) {
        return new SwarmClient(url, NO_FILES, timer);
    }

    @Test
    void makesAndEndsASwarmOfTwo() throws Exception {
        SwarmClient first = client(engines.add("one", "10.0.0.1").url());
        SwarmClient second = client(engines.add("two", "10.0.0.2").url());
        assertTrue(first.info().isInactive());
        first.init("10.0.0.1", "prod");
        assertTrue(first.info().manager());
        assertEquals("prod", first.swarm().cluster());
        second.join("10.0.0.2", first.info().managers().get(0), first.swarm().token(NodeRole.WORKER));
        SwarmInfo worker = second.info();
        assertEquals(
                List.of("active", "10.0.0.2", "false"),
                List.of(worker.state(), worker.address(), "" + worker.manager()));
        SwarmNode node = first.nodes().get(1);
        assertEquals(List.of("two", worker.nodeId()), List.of(node.hostname(), node.id()));
        assertFalse(node.isManager());
        first.setRole(node, NodeRole.MANAGER);
        SwarmNode promoted = first.nodes().get(1);
        assertTrue(promoted.isManager());
        assertEquals("yes", promoted.spec().path("Labels").path("kept").asText(), "the rest of the spec stays");
        assertTrue(assertThrows(EngineRefusal.class, () -> first.remove(promoted.id()))
                .isStillManager());
        first.setRole(promoted, NodeRole.WORKER);
        second.leave(false);
        assertTrue(second.info().isInactive());
        first.remove(promoted.id());
        assertEquals(1, first.nodes().size());
        assertEquals(
                503, assertThrows(EngineRefusal.class, () -> first.leave(false)).status());
        first.leave(true);
        assertTrue(first.info().isInactive());
    }

    @Test
    void refusesAChangeOfAnOldVersion() throws Exception {
        SwarmClient client = client(engines.add("one", "10.0.0.1").url());
        client.init("", "prod");
        SwarmNode old = client.nodes().get(0);
        client.setRole(old, NodeRole.MANAGER);
        assertTrue(assertThrows(EngineRefusal.class, () -> client.setRole(old, NodeRole.MANAGER))
                .isOutOfSequence());
    }

    @Test
    void showsNoToken() throws Exception {
        SwarmClient first = client(engines.add("one", "10.0.0.1").url());
        SwarmClient second = client(engines.add("two", "10.0.0.2").url());
        first.init("", "prod");
        JoinToken token = first.swarm().managerToken();
        assertTrue(token.secret().startsWith(SwarmEngines.TOKEN));
        assertFalse(first.swarm().toString().contains("SWMTKN"), "a record prints its fields");
        JoinToken wrong = new JoinToken(token.secret() + "-not");
        EngineRefusal refusal = assertThrows(EngineRefusal.class, () -> second.join("", "10.0.0.1:2377", wrong));
        assertEquals("invalid join token (hidden)", refusal.getMessage());
    }

    @Test
    void saysWhyAnEngineDoesNotAnswer() throws Exception {
        SwarmEngines.Engine engine = engines.add("one", "10.0.0.1");
        engine.kill();
        JmException closed = assertThrows(JmException.class, client(engine.url())::info);
        assertEquals("nothing listens on " + engine.url().substring("http://".length()), closed.getMessage());
        assertEquals(
                "only docker connects to ssh://h",
                assertThrows(JmException.class, client("ssh://h")::info)
                        .getMessage()
                        .replaceFirst("h: ", ""));
        JmException local = assertThrows(JmException.class, client("unix:///no/socket")::info);
        assertTrue(local.getMessage().startsWith("/no/socket: "), local.getMessage());
    }

    @Test
    void takesNoIdThatIsAnotherPath() {
        SwarmClient client = client("http://127.0.0.1:1");
        for (String id : List.of("", "../swarm", "a?b", "a b", "a\r\nX: y")) {
            String message =
                    assertThrows(JmException.class, () -> client.remove(id)).getMessage();
            assertTrue(message.startsWith("the engine reported the node ID"), message);
        }
    }

    @Test
    void reportsHostileAnswersAsErrors() throws Exception {
        for (String body : List.of("", "{", "[".repeat(9000), "null", "[1]", "{\"Swarm\":[]}")) {
            try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
                Thread answering = new Thread(() -> answer(server, body, body.length()));
                answering.start();
                SwarmClient client = client("http://127.0.0.1:" + server.getLocalPort());
                try {
                    assertEquals("inactive", client.info().state());
                } catch (JmException e) {
                    assertFalse(e.getMessage().isEmpty());
                }
                answering.join();
            }
        }
    }

    @Test
    void saysThatAnAnswerWithoutTlsIsIncomplete() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread answering = new Thread(() -> answer(server, "{", 9));
            answering.start();
            String place = "127.0.0.1:" + server.getLocalPort();
            SwarmClient client = client("http://" + place);
            assertEquals(
                    place + ": unexpected EOF",
                    assertThrows(JmException.class, client::info).getMessage());
            answering.join();
        }
    }

    private static void answer(ServerSocket server, String body, int length) {
        try (Socket client = server.accept()) {
            client.getInputStream().read(new byte[4096]);
            OutputStream out = client.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            client.shutdownOutput();
            client.getInputStream().read();
        } catch (java.io.IOException e) {
            // the client is gone
            return;
        }
    }

    @Test
    void presentsTheClientCertificate(@TempDir Path directory) throws Exception {
        IssuedStore store = IssuedStore.healthy(directory).server("box", IssuedStore.LONG, "127.0.0.1");
        SwarmEngines.Engine engine = engines.addWithTls(
                "box",
                "10.0.0.1",
                ServerTls.mutual(store.layout.serverCert("box"), store.layout.serverKey("box"), store.layout.caCert()));
        EngineTls tls = new EngineTls(store.layout.caCert(), store.layout.clientCert(), store.layout.clientKey());
        SwarmClient client = new SwarmClient(engine.url(), tls, timer);
        client.init("", "prod");
        assertEquals("prod", client.swarm().cluster());
    }

    @Test
    void readsWhatEngine20Answered() {
        SwarmInfo info = SwarmInfo.of(JsonReader.read(
                "{\"Name\":\"node2\",\"ServerVersion\":\"20.10.24+dfsg1\",\"Swarm\":{\"NodeID\":\"jhij4d172n73ycvhnupcc74cz\","
                        + "\"NodeAddr\":\"10.213.9.12\",\"LocalNodeState\":\"pending\",\"ControlAvailable\":true,\"Error\":"
                        + "\"rpc error: code = Unknown desc = The swarm does not have a leader.\",\"RemoteManagers\":[{"
                        + "\"NodeID\":\"444tilic7d7ytnrtvk6uda4aq\",\"Addr\":\"10.213.9.11:2377\"}]}}"));
        assertEquals("pending", info.state());
        assertTrue(info.manager());
        assertEquals(List.of("10.213.9.11:2377"), info.managers());
        SwarmInfo none = SwarmInfo.of(
                JsonReader.read(
                        "{\"Name\":\"n\",\"Swarm\":{\"NodeID\":\"\",\"NodeAddr\":\"\","
                                + "\"LocalNodeState\":\"inactive\",\"ControlAvailable\":false,\"Error\":\"\",\"RemoteManagers\":null}}"));
        assertTrue(none.isInactive());
        assertEquals(List.of(), none.managers());
        SwarmNode node = SwarmNode.of(JsonReader.read(
                "{\"ID\":\"jhij4d172n73ycvhnupcc74cz\",\"Version\":{\"Index\":16},\"Spec\":{\"Labels\":{},\"Role\":\"manager\","
                        + "\"Availability\":\"active\"},\"Description\":{\"Hostname\":\"node2\",\"Engine\":{\"EngineVersion\":"
                        + "\"20.10.24+dfsg1\"}},\"Status\":{\"State\":\"ready\",\"Addr\":\"10.213.9.12\"},\"ManagerStatus\":{"
                        + "\"Reachability\":\"unreachable\",\"Addr\":\"10.213.9.12:2377\"}}"));
        assertTrue(node.isManager() && node.isReady());
        assertFalse(node.reachable() || node.leader());
        assertEquals(16, node.version());
        assertEquals(List.of("node2", "20.10.24+dfsg1"), List.of(node.hostname(), node.engine()));
        assertEquals(
                "{\"Labels\":{},\"Role\":\"worker\",\"Availability\":\"active\"}",
                node.specWith(NodeRole.WORKER).toString());
    }
}
