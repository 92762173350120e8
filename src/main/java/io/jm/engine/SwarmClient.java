package io.jm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.regex.Pattern;

/**
 * The requests of one engine's API that are about its swarm. Every method throws an {@link EngineRefusal} with the engine's
 * message, or another {@link JmException} if the engine cannot be reached or its response makes no sense.
 *
 * <p>Source of the formats: <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>.
 */
public final class SwarmClient {
    /**
     * The maximum time of a request that changes nothing. A manager does not answer while the managers elect a leader: up to
     * 10.5 s were measured.
     */
    public static final Duration QUERY = Duration.ofSeconds(25);
    /** The engine itself gives up a join after 20 s. */
    private static final Duration CHANGE = Duration.ofSeconds(45);

    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String NODES = "/nodes/";
    private static final String LISTEN = "0.0.0.0:2377";
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,64}");
    private static final int MAX_NODES = 10_000;
    private static final int MAX_TEXT = 256;

    private final EngineRequests requests;

    /**
     * Prepares; connects at each request.
     *
     * @param url the engine's URL: tcp, http, https or unix
     * @param tls the files of the client; not read without TLS
     * @param timer the timer of the requests' deadlines
     */
    public SwarmClient(String url, EngineTls tls, Timer timer) {
        this.requests = new EngineRequests(EngineUrl.of(url), tls, timer);
    }

    /** Returns the engine's own place in a swarm. */
    public SwarmInfo info() {
        return info(QUERY);
    }

    /** As {@link #info()}, with another timeout. */
    public SwarmInfo info(Duration timeout) {
        return SwarmInfo.of(read("/info", timeout));
    }

    /**
     * Makes a swarm whose first manager is this engine.
     *
     * @param address the address that it advertises to the other nodes, or the name of a network interface; empty lets
     *     the engine choose
     * @param cluster the name of the swarm
     */
    public void init(String address, String cluster) {
        ObjectNode request = membership(address);
        request.putObject("Spec").putObject("Labels").put(Swarm.LABEL, cluster);
        send(POST, "/swarm/init", request);
    }

    /** Returns the swarm; only a manager answers. */
    public Swarm swarm() {
        return Swarm.of(read("/swarm", QUERY));
    }

    /**
     * Joins a swarm; the role is that of the token.
     *
     * @param address as for {@link #init}
     * @param manager the address of a manager, as {@code 10.0.0.4:2377}
     */
    public void join(String address, String manager, JoinToken token) {
        ObjectNode request = membership(address);
        request.putArray("RemoteAddrs").add(manager);
        request.put("JoinToken", token.secret());
        send(POST, "/swarm/join", request);
    }

    private static ObjectNode membership(String address) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("ListenAddr", LISTEN);
        if (!address.isEmpty()) {
            request.put("AdvertiseAddr", address);
        }
        return request;
    }

    /** Returns all nodes of the swarm; only a manager answers. */
    public List<SwarmNode> nodes() {
        List<SwarmNode> nodes = new ArrayList<>();
        for (JsonNode node : read("/nodes", QUERY)) {
            if (nodes.size() < MAX_NODES) {
                nodes.add(SwarmNode.of(node));
            }
        }
        return nodes;
    }

    /**
     * Changes the role of a node; only a manager does that.
     *
     * @param node the node as it was just read: if it was changed since, the engine refuses
     */
    public void setRole(SwarmNode node, NodeRole role) {
        send(POST, NODES + id(node.id()) + "/update?version=" + node.version(), node.specWith(role));
    }

    /**
     * Takes this engine out of its swarm; what it runs for the swarm ends.
     *
     * @param force also as a manager
     */
    public void leave(boolean force) {
        requests.send(POST, "/swarm/leave" + (force ? "?force=true" : ""), "", CHANGE);
    }

    /** Removes a node from the list, whether it answers or not; only a manager does that, and not with a manager. */
    public void remove(String nodeId) {
        requests.send("DELETE", NODES + id(nodeId) + "?force=true", "", CHANGE);
    }

    /** An ID is part of a path, and came from an engine. */
    private static String id(String nodeId) {
        if (!ID.matcher(nodeId).matches()) {
            throw new JmException("the engine reported the node ID \"" + Printable.excerpt(nodeId, MAX_TEXT) + '"');
        }
        return nodeId;
    }

    private JsonNode read(String path, Duration timeout) {
        try {
            return JsonReader.read(requests.send(GET, path, "", timeout).body());
        } catch (StackOverflowError e) {
            throw new JmException("cannot process the engine's response", e);
        }
    }

    private void send(String method, String path, ObjectNode request) {
        requests.send(method, path, GoJsonWriter.compact(request), CHANGE);
    }

    /** Returns a text of the engine, escaped and shortened; empty if there is none. */
    static String text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isTextual() ? Printable.excerpt(JoinToken.hiddenIn(value.textValue()), MAX_TEXT) : "";
    }
}
