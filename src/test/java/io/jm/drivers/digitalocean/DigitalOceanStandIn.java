package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.Ticker;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.CloudServices;
import io.jm.cloud.SharedAnswers;
import io.jm.cloud.Transport;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.testkit.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** DigitalOcean in memory: keys, droplets and actions. Each request is judged by the provider's description first. */
public final class DigitalOceanStandIn extends StandIn implements CloudServices {
    static final String TOKEN = "dop_v1_secret";

    final Map<Long, ObjectNode> droplets = new TreeMap<>();
    final Map<Long, ObjectNode> keys = new TreeMap<>();
    /** Those that are not the user's. */
    final Set<String> tags = new TreeSet<>();
    /** Every request that the description does not allow. */
    final List<String> faults = new ArrayList<>();
    /** Answers instead of the usual ones, for the next requests of a method and a path without its query. */
    final Map<String, List<CloudReply>> next = new LinkedHashMap<>();
    /** Paths that the token may not ask. */
    final List<String> denied = new ArrayList<>();

    String token = TOKEN;
    int pageSize = 200;
    /** How often a droplet is asked for before it has its address and runs. */
    int pollsUntilReady = 1;

    int pollsUntilCompleted = 1;
    String actionEnds = "completed";
    /** How long after it was made a thing is in the lists, or found by its fingerprint. */
    Duration listedAfter = Duration.ZERO;
    /** Whether the token may make tags, and delete them. */
    boolean mayTag = true;
    /** How many of the next orders a gateway answers with its own error, although they are carried out. */
    int gatewayErrors;
    /** How many droplets the account may have. */
    int dropletLimit = Integer.MAX_VALUE;
    /** How many of the next requests to delete a tag fail. */
    int tagFailures;

    private final Ticker ticker;
    private final Description description = new Description();
    private final SharedAnswers answers = new SharedAnswers();
    private final Map<Long, ObjectNode> actions = new TreeMap<>();
    private final Map<Long, Integer> polls = new TreeMap<>();
    private long lastId = 500_000_000_000L;

    public DigitalOceanStandIn(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Transport transport(@Nullable SSLContext tls) {
        return this;
    }

    @Override
    public SharedAnswers answers() {
        return answers;
    }

    /** The methods and paths of the requests so far. */
    List<String> asked() {
        return requests().stream()
                .map(request -> request.method() + " " + path(request)
                        + (request.uri().getQuery() == null
                                ? ""
                                : "?" + request.uri().getQuery()))
                .toList();
    }

    @Override
    public List<String> left() {
        List<String> left = new ArrayList<>();
        droplets.keySet().forEach(id -> left.add("droplet " + id));
        keys.keySet().forEach(id -> left.add("key " + id));
        tags.forEach(tag -> left.add("tag " + tag));
        return left;
    }

    void instead(String methodAndPath, CloudReply... replies) {
        next.computeIfAbsent(methodAndPath, any -> new ArrayList<>()).addAll(List.of(replies));
    }

    static CloudReply document(String json) {
        return reply(200, json);
    }

    static CloudReply error(int status, String message) {
        return reply(status, "{\"id\":\"error\",\"message\":\"" + message + "\"}");
    }

    long addDroplet(String name, String status) {
        return added(name, status).path("id").asLong();
    }

    private ObjectNode added(String name, String status) {
        long id = ++lastId;
        ObjectNode droplet = JsonNodeFactory.instance.objectNode();
        droplet.put("id", id).put("name", name).put("status", status).put("locked", false);
        droplet.put("created_at", second().toString());
        droplet.putArray("tags");
        droplet.putObject("networks").putArray("v4");
        droplets.put(id, droplet);
        polls.put(id, 0);
        if (!status.equals("new")) {
            network(droplet);
        }
        return droplet;
    }

    @Override
    protected CloudReply failed() {
        return error(500, "Server was unable to give you a response.");
    }

    @Override
    protected CloudReply answer(CloudRequest request) {
        faults.addAll(description.faults(request));
        CloudReply reply = answered(request);
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(second().atOffset(ZoneOffset.UTC)));
        return new CloudReply(reply.status(), headers, reply.body());
    }

    private Instant second() {
        return Instant.ofEpochSecond(ticker.now().getEpochSecond());
    }

    private static String path(CloudRequest request) {
        return request.uri().getPath().substring("/v2/".length());
    }

    private CloudReply answered(CloudRequest request) {
        String path = path(request);
        List<CloudReply> prepared = next.getOrDefault(request.method() + " " + path, List.of());
        if (!prepared.isEmpty()) {
            return prepared.remove(0);
        }
        if (!("Bearer " + token).equals(request.headers().get("Authorization"))) {
            return error(401, "Unable to authenticate you");
        }
        if (denied.stream().anyMatch(path::startsWith)) {
            return error(403, "You are not authorized to perform this operation");
        }
        String[] parts = path.split("/");
        return switch (parts[0]) {
            case "regions" -> list(request, "regions", JsonReader.read(Offers.REGIONS));
            case "sizes" -> list(request, "sizes", JsonReader.read(Offers.SIZES));
            case "images" -> images(request, parts);
            case "account" -> account(request, parts);
            case "actions" -> action(Long.parseLong(parts[1]));
            case "tags" -> deleteTag(parts[1]);
            default -> droplets(request, parts);
        };
    }

    private CloudReply images(CloudRequest request, String[] parts) {
        JsonNode all = JsonReader.read(Offers.IMAGES);
        if (parts.length == 1) {
            return list(request, "images", all);
        }
        for (JsonNode image : all) {
            if (parts[1].equals(image.path("slug").asText())
                    || parts[1].equals(image.path("id").asText())) {
                return document(200, "image", image);
            }
        }
        return notFound();
    }

    private CloudReply account(CloudRequest request, String[] parts) {
        if (request.method().equals("POST")) {
            JsonNode body = JsonReader.read(request.body());
            String fingerprint = KeyFingerprint.of(body.path("public_key").asText());
            if (key(fingerprint) != null) {
                return error(422, "SSH Key is already in use on your account");
            }
            return document(201, "ssh_key", addKey(body.path("name").asText(), fingerprint));
        }
        ObjectNode key = key(parts[2]);
        if (key == null || (!isListed(key) && parts[2].contains(":"))) {
            return notFound();
        }
        if (request.method().equals("GET")) {
            return document(200, "ssh_key", key);
        }
        keys.remove(key.path("id").asLong());
        return reply(204, "");
    }

    ObjectNode addKey(String name, String fingerprint) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        key.put("id", ++lastId).put("name", name).put("fingerprint", fingerprint);
        key.put("created_at", second().toString());
        keys.put(lastId, key);
        return key;
    }

    private @Nullable ObjectNode key(String idOrFingerprint) {
        for (ObjectNode key : keys.values()) {
            if (key.path("id").asText().equals(idOrFingerprint)
                    || key.path("fingerprint").asText().equals(idOrFingerprint)) {
                return key;
            }
        }
        return null;
    }

    private CloudReply droplets(CloudRequest request, String[] parts) {
        if (parts.length == 1) {
            return request.method().equals("POST") ? create(request) : listDroplets(request);
        }
        ObjectNode droplet = droplets.get(Long.parseLong(parts[1]));
        if (droplet == null) {
            return notFound();
        }
        if (parts.length == 2) {
            return request.method().equals("GET") ? ask(droplet) : delete(droplet);
        }
        if (parts.length == 4) {
            return action(Long.parseLong(parts[3]));
        }
        if (request.method().equals("GET")) {
            return list(request, "actions", JsonNodeFactory.instance.arrayNode().addAll(actions.values()));
        }
        return droplet.path("locked").asBoolean()
                ? error(422, "Droplet already has a pending event.")
                : document(
                        201,
                        "action",
                        act(
                                droplet,
                                JsonReader.read(request.body()).path("type").asText()));
    }

    private CloudReply listDroplets(CloudRequest request) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        ListQuery query = new ListQuery(request);
        String name = query.parameter("name");
        String tag = query.parameter("tag_name");
        for (ObjectNode droplet : droplets.values()) {
            if ((name.isEmpty() || droplet.path("name").asText().equals(name))
                    && (tag.isEmpty() || Texts.contains(droplet.path("tags"), tag))
                    && isListed(droplet)) {
                found.add(droplet);
            }
        }
        return list(request, "droplets", found);
    }

    private boolean isListed(JsonNode made) {
        return !second().isBefore(Times.of(made.path("created_at")).plus(listedAfter));
    }

    private CloudReply deleteTag(String tag) {
        if (!mayTag) {
            return error(403, "You are missing the required permission tag:delete.");
        }
        if (tagFailures > 0) {
            tagFailures--;
            return failed();
        }
        for (ObjectNode droplet : droplets.values()) {
            List<String> others = new ArrayList<>();
            droplet.path("tags").forEach(one -> others.add(one.asText()));
            others.remove(tag);
            others.forEach(droplet.putArray("tags")::add);
        }
        return tags.remove(tag) ? reply(204, "") : notFound();
    }

    private CloudReply create(CloudRequest request) {
        JsonNode body = JsonReader.read(request.body());
        if (!mayTag && !body.path("tags").isEmpty()) {
            return error(403, "You are missing the required permission tag:create.");
        }
        if (droplets.size() >= dropletLimit) {
            return error(422, "will exceed your droplet limit.");
        }
        for (JsonNode key : body.path("ssh_keys")) {
            if (!keys.containsKey(key.asLong())) {
                return error(422, "You specified invalid ssh key ids for Droplet creation.");
            }
        }
        ObjectNode droplet = added(body.path("name").asText(), "new");
        for (JsonNode tag : body.path("tags")) {
            droplet.withArray("tags").add(tag.asText());
            if (tag.asText().startsWith("jm-")) {
                tags.add(tag.asText());
            }
        }
        long action = act(droplet, "create").path("id").asLong();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("droplet", droplet);
        answer.putObject("links")
                .putArray("actions")
                .addObject()
                .put("id", action)
                .put("rel", "create");
        if (gatewayErrors > 0) {
            gatewayErrors--;
            return reply(504, "<html>");
        }
        return reply(202, GoJsonWriter.compact(answer));
    }

    private CloudReply ask(ObjectNode droplet) {
        long id = droplet.path("id").asLong();
        if (polls.merge(id, 1, Integer::sum) >= pollsUntilReady
                && droplet.path("status").asText().equals("new")) {
            droplet.put("status", "active");
            network(droplet);
        }
        CloudReply reply = document(200, "droplet", droplet);
        // busy for two questions
        if (droplet.path("locked").asBoolean() && polls.getOrDefault(id, 0) > 1) {
            droplet.put("locked", false);
        }
        return reply;
    }

    private static void network(ObjectNode droplet) {
        ArrayNode v4 = droplet.withObject("networks").withArray("v4");
        v4.removeAll();
        v4.addObject().put("ip_address", "10.0.0.1").put("type", "private");
        v4.addObject().put("ip_address", "203.0.113.5").put("type", "public");
    }

    private CloudReply delete(ObjectNode droplet) {
        droplets.remove(droplet.path("id").asLong());
        return reply(204, "");
    }

    private ObjectNode act(ObjectNode droplet, String type) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.put("id", ++lastId).put("type", type).put("status", "in-progress");
        action.put("started_at", second().toString());
        actions.put(lastId, action);
        polls.put(lastId, 0);
        if (actionEnds.equals("completed")) {
            switch (type) {
                case "power_on" -> droplet.put("status", "active");
                case "shutdown", "power_off" -> droplet.put("status", "off");
                default -> {}
            }
        }
        return action;
    }

    private CloudReply action(long id) {
        ObjectNode action = actions.get(id);
        if (action == null) {
            return notFound();
        }
        if (polls.merge(id, 1, Integer::sum) >= pollsUntilCompleted) {
            action.put("status", actionEnds);
        }
        return document(200, "action", action);
    }

    private static CloudReply notFound() {
        return reply(404, "{\"id\":\"not_found\",\"message\":\"The resource you were accessing could not be found.\"}");
    }

    private static CloudReply document(int status, String name, JsonNode content) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(name, content);
        return reply(status, GoJsonWriter.compact(document));
    }

    private CloudReply list(CloudRequest request, String name, JsonNode all) {
        return reply(200, GoJsonWriter.compact(new ListQuery(request).page(name, all, pageSize)));
    }
}
