package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.bytes;
import static io.jm.drivers.openstack.StandInReplies.error;
import static io.jm.drivers.openstack.StandInReplies.found;
import static io.jm.drivers.openstack.StandInReplies.image;
import static io.jm.drivers.openstack.StandInReplies.json;
import static io.jm.drivers.openstack.StandInReplies.named;
import static io.jm.drivers.openstack.StandInReplies.network;
import static io.jm.drivers.openstack.StandInReplies.object;
import static io.jm.drivers.openstack.StandInReplies.page;
import static io.jm.drivers.openstack.StandInReplies.query;
import static io.jm.drivers.openstack.StandInReplies.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.testkit.StandIn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cloud in memory, with the answers that Keystone, Nova, Neutron, Glance and Cinder gave when they were asked. */
public final class OpenStackStandIn extends StandIn {
    static final String ROOT = "https://cloud.example.com";
    static final String PROJECT = "00112233445566778899aabbccddeeff";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final Map<String, ObjectNode> servers = new LinkedHashMap<>();
    final Map<String, ObjectNode> keyPairs = new LinkedHashMap<>();
    final Map<String, ObjectNode> addresses = new LinkedHashMap<>();
    final Map<String, ObjectNode> volumes = new LinkedHashMap<>();
    final List<ObjectNode> networks = new ArrayList<>();
    final List<ObjectNode> flavors = new ArrayList<>();
    final List<ObjectNode> images = new ArrayList<>();
    final List<ObjectNode> groups = new ArrayList<>();
    final Set<String> tokens = new HashSet<>();

    /** Answers in place of the cloud where it returns one. */
    Function<CloudRequest, @Nullable CloudReply> hook = request -> null;

    String password = "secret";
    String maxVersion = "2.93";
    int pageSize = 1000;
    /** How often a new server is asked for until it is what it becomes. */
    int buildPolls = 1;

    String becomes = "ACTIVE";
    int pollsWithoutAddress;
    int pollsUntilGone = 1;
    int logins;
    int made;
    ArrayNode catalog = JSON.arrayNode();

    OpenStackStandIn() {
        networks.add(network("n-private", "private", false));
        networks.add(network("n-public", "public", true));
        flavors.add(object("id", "1", "name", "m1.small").put("ram", 512).put("disk", 1));
        images.add(image("i-1", "debian", "2026-01-01T00:00:00Z", PROJECT));
        groups.add(object("id", "g-1", "name", "default", "project_id", PROJECT));
        service("compute", ROOT + "/compute/v2.1");
        service("network", ROOT + "/network");
        service("image", ROOT + "/image");
        service("volumev3", ROOT + "/volume/v3/" + PROJECT);
    }

    ObjectNode server(String id) {
        return Objects.requireNonNull(servers.get(id));
    }

    ObjectNode floating(String id) {
        return Objects.requireNonNull(addresses.get(id));
    }

    ObjectNode volumeOf(String id) {
        return Objects.requireNonNull(volumes.get(id));
    }

    void service(String type, String url) {
        service(type, url, "public", "RegionOne");
    }

    void service(String type, String url, String kind, String region) {
        ObjectNode service = catalog.addObject().put("type", type);
        service.putArray("endpoints")
                .addObject()
                .put("interface", kind)
                .put("region", region)
                .put("region_id", region)
                .put("url", url);
    }

    @Override
    public List<String> left() {
        return Stream.of(servers, keyPairs, addresses, volumes)
                .flatMap(kind -> kind.keySet().stream())
                .toList();
    }

    /** The same by kind. */
    String leftovers() {
        return String.join(
                " ",
                "servers" + servers.keySet(),
                "keys" + keyPairs.keySet(),
                "addresses" + addresses.keySet(),
                "volumes" + volumes.keySet());
    }

    static final String NOTHING = "servers[] keys[] addresses[] volumes[]";

    /** Method and path of every request, with the query. */
    List<String> log() {
        return requests().stream()
                .map(request ->
                        request.method() + " " + request.uri().toString().substring(ROOT.length()))
                .toList();
    }

    long count(String start) {
        return log().stream().filter(line -> line.startsWith(start)).count();
    }

    JsonNode body(String start) {
        return requests().stream()
                .filter(request -> (request.method() + " " + request.uri().getPath()).startsWith(start))
                .map(request -> json(request.body()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected CloudReply failed() {
        return error(500, "computeFault", "Unexpected API Error.");
    }

    @Override
    protected CloudReply answer(CloudRequest request) {
        CloudReply special = hook.apply(request);
        return special == null ? carriedOut(request) : special;
    }

    CloudReply carriedOut(CloudRequest request) {
        String path = request.uri().getPath();
        if (path.startsWith("/identity")) {
            return identity(request, path.substring("/identity".length()));
        }
        if (!tokens.contains(request.headers().getOrDefault("X-Auth-Token", ""))) {
            return reply(
                    401,
                    "{\"error\":{\"code\":401,\"title\":\"Unauthorized\",\"message\":\"The request you have"
                            + " made requires authentication.\"}}");
        }
        if (path.startsWith("/compute/v2.1/")) {
            return compute(request, path.substring("/compute/v2.1/".length()).split("/"));
        }
        if (path.startsWith("/network/v2.0/")) {
            return new StandInNetwork(this)
                    .answer(request, path.substring("/network/v2.0/".length()).split("/"));
        }
        if (path.startsWith("/image/v2/images")) {
            return images(request, path.substring("/image/v2/images".length()));
        }
        if (path.startsWith("/volume/v3/" + PROJECT + "/")) {
            return volume(
                    request,
                    path.substring(("/volume/v3/" + PROJECT + "/").length()).split("/"));
        }
        return reply(404, "<html>not found</html>");
    }

    private CloudReply identity(CloudRequest request, String path) {
        if (path.equals("/")) {
            return reply(
                    300,
                    "{\"versions\":{\"values\":[{\"id\":\"v3.14\",\"status\":\"stable\",\"links\":"
                            + "[{\"rel\":\"self\",\"href\":\"http://10.0.0.1:5000/identity/v3/\"}]}]}}");
        }
        if (!path.equals("/v3/auth/tokens")) {
            return reply(404, "{\"error\":{\"code\":404,\"title\":\"Not Found\",\"message\":\"Not found.\"}}");
        }
        JsonNode identity = json(request.body()).path("auth").path("identity");
        String given = identity.path("password").path("user").path("password").asText()
                + identity.path("application_credential").path("secret").asText()
                + identity.path("token").path("id").asText();
        if (!given.equals(password)) {
            return reply(
                    401,
                    "{\"error\":{\"code\":401,\"title\":\"Unauthorized\",\"message\":\"The request you have"
                            + " made requires authentication.\"}}");
        }
        String token = "token-" + ++logins;
        tokens.add(token);
        ObjectNode body = JSON.objectNode();
        ObjectNode inner = body.putObject("token");
        inner.putObject("project").put("id", PROJECT);
        // long ago by the clock of the test: the server's answer counts
        inner.put("expires_at", "2000-01-01T00:00:00Z");
        inner.set("catalog", catalog);
        return new CloudReply(201, Map.of("x-subject-token", token), bytes(body));
    }

    private CloudReply compute(CloudRequest request, String[] path) {
        String method = request.method();
        JsonNode body = json(request.body());
        switch (path[0]) {
            case "" -> {
                return reply(200, "{\"version\":{\"version\":\"" + maxVersion + "\"}}");
            }
            case "os-keypairs" -> {
                return keyPair(method, path, body);
            }
            case "flavors" -> {
                return path[1].equals("detail")
                        ? page(request, "flavors", flavors, pageSize)
                        : found(flavors, path[1], "flavor");
            }
            case "servers" -> {
                return path.length == 1 ? newServer(body) : server(request, method, path, body);
            }
            default -> {
                return reply(404, "{\"message\":\"The resource could not be found.\",\"code\":\"404 Not Found\"}");
            }
        }
    }

    private CloudReply keyPair(String method, String[] path, JsonNode body) {
        if (method.equals("POST")) {
            ObjectNode pair = (ObjectNode) body.path("keypair");
            String name = pair.path("name").asText();
            if (keyPairs.containsKey(name)) {
                return error(409, "conflictingRequest", "Key pair '" + name + "' already exists.");
            }
            keyPairs.put(name, pair);
            return reply(200, wrapped("keypair", pair));
        }
        String name = path[1];
        if (!keyPairs.containsKey(name)) {
            return error(404, "itemNotFound", "Keypair " + name + " not found for user u");
        }
        if (method.equals("DELETE")) {
            keyPairs.remove(name);
            return reply(202, "");
        }
        return reply(200, wrapped("keypair", keyPairs.get(name)));
    }

    private CloudReply newServer(JsonNode body) {
        ObjectNode server = (ObjectNode) body.path("server").deepCopy();
        String id = "s-" + ++made;
        server.put("id", id).put("status", "BUILD").put("polls", 0);
        servers.put(id, server);
        return reply(202, "{\"server\":{\"id\":\"" + id + "\",\"adminPass\":\"do-not-log\"}}");
    }

    private CloudReply server(CloudRequest request, String method, String[] path, JsonNode body) {
        if (path[1].equals("detail")) {
            String name = query(request, "name").replaceAll("^\\^|\\$$", "").replace("\\", "");
            List<ObjectNode> all = servers.values().stream()
                    .filter(one -> name.isEmpty() || one.path("name").asText().equals(name))
                    .toList();
            return page(request, "servers", all, pageSize);
        }
        ObjectNode server = servers.get(path[1]);
        if (server == null) {
            return error(404, "itemNotFound", "Instance " + path[1] + " could not be found.");
        }
        if (method.equals("DELETE")) {
            if (server.path("locked").asBoolean()) {
                return error(409, "conflictingRequest", "Instance " + path[1] + " is locked");
            }
            server.put("OS-EXT-STS:task_state", "deleting").put("polls", 0);
            if (pollsUntilGone == 0) {
                end(path[1]);
            }
            return reply(204, "");
        }
        if (path.length > 2) {
            return path[2].equals("action") ? action(server, body) : attach(server, body);
        }
        advance(server);
        return servers.containsKey(path[1])
                ? reply(200, wrapped("server", server))
                : error(404, "itemNotFound", "Instance " + path[1] + " could not be found.");
    }

    private void advance(ObjectNode server) {
        int polls = server.path("polls").asInt() + 1;
        server.put("polls", polls);
        String id = server.path("id").asText();
        if (server.path("OS-EXT-STS:task_state").asText().equals("deleting")) {
            if (polls >= pollsUntilGone) {
                end(id);
            }
            return;
        }
        if (server.path("status").asText().equals("BUILD") && polls > buildPolls) {
            server.put("status", becomes);
            if (becomes.equals("ERROR")) {
                server.putObject("fault").put("message", "No valid host was found. ");
            }
        }
        if (server.path("status").asText().equals("ACTIVE") && polls > buildPolls + pollsWithoutAddress) {
            server.putObject("addresses").putArray("private").add(fixed(address(id)));
        }
        if (server.path("status").asText().matches("REBOOT|HARD_REBOOT") && polls > buildPolls) {
            server.put("status", "ACTIVE");
        }
    }

    static String address(String id) {
        return "10.0.0." + id.substring(2);
    }

    private static ObjectNode fixed(String address) {
        return object("addr", address, "OS-EXT-IPS:type", "fixed").put("version", 4);
    }

    /** What Nova and Neutron do when a server ends. */
    private void end(String id) {
        servers.remove(id);
        addresses.values().stream()
                .filter(one -> one.path("port_id").asText().equals("p-" + id))
                .forEach(one -> one.putNull("port_id"));
        volumes.values().stream()
                .filter(one -> one.path("attachments")
                        .path(0)
                        .path("server_id")
                        .asText()
                        .equals(id))
                .forEach(one -> one.put("status", "available").putArray("attachments"));
    }

    private CloudReply action(ObjectNode server, JsonNode body) {
        String id = server.path("id").asText();
        String status = server.path("status").asText();
        String action = body.fieldNames().next();
        String conflict = "Cannot '" + action.replace("os-", "") + "' instance " + id + " while it is in vm_state ";
        if (action.equals("os-start") && status.equals("ACTIVE")) {
            return error(409, "conflictingRequest", conflict + "active");
        }
        if (action.equals("os-stop") && status.equals("SHUTOFF")) {
            return error(409, "conflictingRequest", conflict + "stopped");
        }
        switch (action) {
            case "os-stop" -> server.put("status", "SHUTOFF");
            case "reboot" ->
                server.put(
                                "status",
                                body.path("reboot").path("type").asText().equals("HARD") ? "HARD_REBOOT" : "REBOOT")
                        .put("polls", 0);
            default -> server.put("status", "ACTIVE");
        }
        return reply(202, "");
    }

    private CloudReply attach(ObjectNode server, JsonNode body) {
        ObjectNode volume =
                volumes.get(body.path("volumeAttachment").path("volumeId").asText());
        if (volume == null || !volume.path("status").asText().equals("available")) {
            return error(400, "badRequest", "Invalid volume: it is already attached");
        }
        volume.put("status", "in-use");
        volume.putArray("attachments")
                .addObject()
                .put("server_id", server.path("id").asText());
        return reply(200, "{}");
    }

    private CloudReply images(CloudRequest request, String id) {
        if (!id.isEmpty()) {
            return images.stream()
                    .filter(one -> one.path("id").asText().equals(id.substring(1)))
                    .map(one -> new CloudReply(200, Map.of(), bytes(one)))
                    .findFirst()
                    .orElse(reply(404, "<html><h1>404 Not Found</h1></html>"));
        }
        return page(request, "images", named(request, images), pageSize);
    }

    private CloudReply volume(CloudRequest request, String[] path) {
        if (request.method().equals("POST")) {
            ObjectNode volume = (ObjectNode) json(request.body()).path("volume").deepCopy();
            String id = "v-" + ++made;
            volume.put("id", id).put("status", "available").putArray("attachments");
            volumes.put(id, volume);
            return reply(202, wrapped("volume", volume));
        }
        if (path[1].equals("detail")) {
            return page(request, "volumes", named(request, new ArrayList<>(volumes.values())), pageSize);
        }
        ObjectNode volume = volumes.get(path[1]);
        if (volume == null) {
            return error(404, "itemNotFound", "Volume " + path[1] + " could not be found.");
        }
        if (request.method().equals("DELETE")) {
            if (!volume.path("status").asText().equals("available")) {
                return error(400, "badRequest", "Invalid volume: it is attached");
            }
            volumes.remove(path[1]);
            return reply(202, "");
        }
        return reply(200, wrapped("volume", volume));
    }
}
