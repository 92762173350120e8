package io.jm.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Engines that form swarms, by HTTP on the loopback interface. They answer what the engine 20.10.24 answered, and their nodes
 * have addresses of their own.
 */
public final class SwarmEngines implements AutoCloseable {
    /** The start of every token of these swarms. */
    public static final String TOKEN = "SWMTKN-1-secret";

    private static final String NO_LEADER = "rpc error: code = Unknown desc = The swarm does not have a leader. It's"
            + " possible that too few managers are online. Make sure more than half of the managers are online.";

    /** Each request so far: the engine, the method and the path. */
    public final List<String> requests = new CopyOnWriteArrayList<>();
    /** How many changes of nodes are refused because another one came first. */
    public int outOfSequence;

    private final List<Engine> engines = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int ids;

    private record Swarm(String id, String label, Map<String, ObjectNode> nodes) {}

    private record Answer(int status, String body) {}

    /** One engine. */
    public final class Engine {
        public final String hostname;
        public final String address;
        /** The state that it reports in place of its own; empty for its own. */
        public String reports = "";
        /** Whether its managers can reach it, and it them. */
        public boolean connected = true;

        private final HttpServer server;
        private @Nullable Swarm swarm;
        private String node = "";

        private Engine(String hostname, String address, HttpServer server) {
            this.hostname = hostname;
            this.address = address;
            this.server = server;
        }

        public String url() {
            String scheme = server instanceof HttpsServer ? "tcp" : "http";
            return scheme + "://127.0.0.1:" + server.getAddress().getPort();
        }

        public String nodeId() {
            return node;
        }

        public boolean inSwarm() {
            return swarm != null;
        }

        /** Forgets its swarm, which does not learn of it. */
        public void wipe() {
            swarm = null;
            node = "";
        }

        /** Ends it. */
        public void kill() {
            connected = false;
            server.stop(0);
        }

        /** The swarm of an engine that is in one. */
        private Swarm joined() {
            return Objects.requireNonNull(swarm);
        }

        private boolean manages() {
            ObjectNode own = swarm == null ? null : swarm.nodes().get(node);
            return own != null && isManager(own);
        }
    }

    /** Starts an engine without TLS. */
    public Engine add(String hostname, String address) throws IOException {
        return start(hostname, address, HttpServer.create(local(), 50));
    }

    /** Starts an engine that wants a client certificate. */
    public Engine addWithTls(String hostname, String address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(local(), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setNeedClientAuth(true);
            }
        });
        return start(hostname, address, server);
    }

    private static InetSocketAddress local() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    private Engine start(String hostname, String address, HttpServer server) {
        Engine engine = new Engine(hostname, address, server);
        engines.add(engine);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(engine, exchange));
        server.start();
        return engine;
    }

    private void answer(Engine engine, HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            requests.add(engine.hostname + ' ' + exchange.getRequestMethod() + ' ' + path);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer;
            synchronized (this) {
                answer = answer(engine, exchange.getRequestMethod(), path, body);
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(Engine engine, String method, String path, String body) {
        Answer refusal = path.startsWith("/nodes") || path.equals("/swarm") ? refusal(engine) : null;
        if (refusal != null) {
            return refusal;
        }
        return switch (method + ' ' + path.replaceAll("[?].*", "").replaceAll("/nodes/[0-9a-z]+", "/nodes/ID")) {
            case "GET /info" -> new Answer(200, info(engine));
            case "POST /swarm/init" -> init(engine, JsonReader.read(body));
            case "POST /swarm/join" -> join(engine, JsonReader.read(body));
            case "POST /swarm/leave" -> leave(engine, path.endsWith("?force=true"));
            case "GET /swarm" -> new Answer(200, swarm(engine));
            case "GET /nodes" -> new Answer(200, nodes(engine));
            case "POST /nodes/ID/update" -> update(engine, path, body);
            case "DELETE /nodes/ID" -> delete(engine, path);
            default -> error(404, "page not found");
        };
    }

    private static Answer error(int status, String message) {
        return new Answer(
                status,
                GoJsonWriter.compact(JsonNodeFactory.instance.objectNode().put("message", message)) + "\n");
    }

    private String info(Engine engine) {
        boolean member = engine.swarm != null;
        ObjectNode info = JsonNodeFactory.instance.objectNode().put("Name", engine.hostname);
        info.put("ServerVersion", "20.10.24").put("ID", "X");
        ObjectNode swarm = info.putObject("Swarm")
                .put("NodeID", engine.node)
                .put("NodeAddr", member ? engine.address : "")
                .put("LocalNodeState", !engine.reports.isEmpty() ? engine.reports : member ? "active" : "inactive")
                .put("ControlAvailable", engine.manages())
                .put("Error", "");
        ArrayNode managers = swarm.putArray("RemoteManagers");
        if (member) {
            engine.joined().nodes().values().stream()
                    .filter(SwarmEngines::isManager)
                    .forEach(node -> managers.addObject()
                            .put("Addr", node.path("Status").path("Addr").asText() + ":2377"));
        }
        return GoJsonWriter.compact(info);
    }

    private static boolean isManager(JsonNode node) {
        return node.path("Spec").path("Role").asText().equals("manager");
    }

    /** Returns an error if the engine is no manager or there is no leader, else null. */
    private @Nullable Answer refusal(Engine engine) {
        if (!engine.manages()) {
            return error(
                    503,
                    "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state.");
        }
        return hasQuorum(engine.joined()) ? null : error(500, NO_LEADER);
    }

    private boolean hasQuorum(Swarm swarm) {
        long all =
                swarm.nodes().values().stream().filter(SwarmEngines::isManager).count();
        long alive = engines.stream()
                .filter(e -> e.swarm == swarm && e.connected && e.manages())
                .count();
        return alive > all / 2;
    }

    private Answer init(Engine engine, JsonNode request) {
        if (engine.swarm != null || engine.reports.equals("pending") || engine.reports.equals("error")) {
            return error(
                    503,
                    "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and join another"
                            + " one.");
        }
        String label = request.path("Spec").path("Labels").path("io.jm.cluster").asText();
        enter(engine, new Swarm("swarm" + ++ids, label, new LinkedHashMap<>()), "manager", request);
        return new Answer(200, '"' + engine.node + "\"\n");
    }

    private void enter(Engine engine, Swarm swarm, String role, JsonNode request) {
        engine.swarm = swarm;
        engine.node = "node" + ++ids;
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ID", engine.node);
        node.putObject("Version").put("Index", ++ids);
        node.putObject("Spec")
                .put("Role", role)
                .put("Availability", "active")
                .putObject("Labels")
                .put("kept", "yes");
        node.putObject("Description")
                .put("Hostname", engine.hostname)
                .putObject("Engine")
                .put("EngineVersion", "20.10.24");
        node.putObject("Status")
                .put("State", "ready")
                .put("Addr", request.path("AdvertiseAddr").asText(engine.address));
        if (role.equals("manager")) {
            manage(node, engine, swarm.nodes().isEmpty());
        }
        swarm.nodes().put(engine.node, node);
    }

    private static void manage(ObjectNode node, Engine engine, boolean leader) {
        node.putObject("ManagerStatus")
                .put("Leader", leader)
                .put("Reachability", "reachable")
                .put("Addr", engine.address + ":2377");
    }

    private Answer join(Engine engine, JsonNode request) {
        if (engine.swarm != null || !engine.reports.isEmpty()) {
            return init(engine, request);
        }
        String remote = request.path("RemoteAddrs").path(0).asText();
        for (Engine manager : engines) {
            if (remote.equals(manager.address + ":2377")
                    && manager.connected
                    && engine.connected
                    && manager.manages()) {
                String token = request.path("JoinToken").asText();
                for (String role : List.of("manager", "worker")) {
                    if (token.equals(token(manager.joined(), role))) {
                        enter(engine, manager.joined(), role, request);
                        return new Answer(200, "");
                    }
                }
                return error(500, "invalid join token " + token);
            }
        }
        engine.reports = "pending";
        return error(
                503,
                "Timeout was reached before node joined. The attempt to join the swarm will continue in the background."
                        + " Use the \"docker info\" command to see the current swarm status of your node.");
    }

    private static String token(Swarm swarm, String role) {
        return TOKEN + '-' + swarm.id() + '-' + role;
    }

    private Answer leave(Engine engine, boolean force) {
        if (engine.swarm == null && engine.reports.isEmpty()) {
            return error(503, "This node is not part of a swarm");
        }
        if (engine.manages() && !force) {
            return error(
                    503,
                    "You are attempting to leave the swarm on a node that is participating as a manager. Use `--force` to"
                            + " suppress this message.");
        }
        engine.wipe();
        engine.reports = "";
        return new Answer(200, "");
    }

    private static String swarm(Engine engine) {
        ObjectNode swarm =
                JsonNodeFactory.instance.objectNode().put("ID", engine.joined().id());
        swarm.putObject("Spec")
                .putObject("Labels")
                .put("io.jm.cluster", engine.joined().label());
        swarm.putObject("JoinTokens")
                .put("Worker", token(engine.joined(), "worker"))
                .put("Manager", token(engine.joined(), "manager"));
        return GoJsonWriter.compact(swarm);
    }

    private static String nodes(Engine engine) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        nodes.addAll(engine.joined().nodes().values());
        return GoJsonWriter.compact(nodes);
    }

    private Answer update(Engine engine, String path, String body) {
        ObjectNode node = engine.joined().nodes().get(path.replaceAll(".*/nodes/|/.*", ""));
        String version = path.replaceAll(".*version=", "");
        if (node == null) {
            return error(404, "node not found");
        }
        if (outOfSequence > 0
                || !version.equals(node.path("Version").path("Index").asText())) {
            outOfSequence = Math.max(0, outOfSequence - 1);
            return error(500, "rpc error: code = Unknown desc = update out of sequence");
        }
        node.set("Spec", JsonReader.read(body));
        node.putObject("Version").put("Index", ++ids);
        if (isManager(node)) {
            engines.stream()
                    .filter(e -> e.node.equals(node.path("ID").asText()))
                    .forEach(e -> manage(node, e, false));
        } else {
            node.remove("ManagerStatus");
        }
        return new Answer(200, "");
    }

    private static Answer delete(Engine engine, String path) {
        String id = path.replaceAll(".*/nodes/|[?].*", "");
        JsonNode node = engine.joined().nodes().get(id);
        if (node == null) {
            return error(404, "node " + id + " not found");
        }
        if (isManager(node)) {
            return error(
                    400,
                    "rpc error: code = FailedPrecondition desc = node " + id
                            + " is a cluster manager and is a member of"
                            + " the raft cluster. It must be demoted to worker before removal");
        }
        engine.joined().nodes().remove(id);
        return new Answer(200, "");
    }

    /** Returns the roles of the nodes that the engine's swarm has, by their host names. */
    public Map<String, String> roles(Engine engine) {
        Map<String, String> roles = new LinkedHashMap<>();
        engine.joined()
                .nodes()
                .values()
                .forEach(node -> roles.put(
                        node.path("Description").path("Hostname").asText(),
                        node.path("Spec").path("Role").asText()));
        return roles;
    }

    @Override
    public void close() {
        engines.forEach(engine -> engine.server.stop(0));
        threads.shutdownNow();
    }
}
