package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The forms of the answers of OpenStack's services, and the things in them. */
final class StandInReplies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StandInReplies() {}

    static ObjectNode object(String... pairs) {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(pairs[i], pairs[i + 1]);
        }
        return object;
    }

    static ObjectNode network(String id, String name, boolean external) {
        return object("id", id, "name", name).put("router:external", external);
    }

    static ObjectNode image(String id, String name, String created, String owner) {
        return object("id", id, "name", name, "created_at", created, "owner", owner, "status", "active")
                .put("min_ram", 0)
                .put("min_disk", 0);
    }

    static List<ObjectNode> named(CloudRequest request, List<ObjectNode> all) {
        String name = query(request, "name");
        return all.stream()
                .filter(one -> name.isEmpty() || one.path("name").asText().equals(name))
                .toList();
    }

    static CloudReply page(CloudRequest request, String key, List<ObjectNode> all, int pageSize) {
        String marker = query(request, "marker");
        int from = marker.isEmpty() ? 0 : Integer.parseInt(marker);
        int to = Math.min(all.size(), from + pageSize);
        ObjectNode body = JSON.objectNode();
        ArrayNode list = body.putArray(key);
        all.subList(from, to).forEach(list::add);
        if (to < all.size()) {
            String path = request.uri().getRawPath() + "?marker=" + to;
            if (key.equals("images")) {
                body.put("next", path);
            } else {
                // the service does not know of the proxy that adds TLS
                String href = "http://cloud.example.com" + path;
                body.putArray(key + "_links").addObject().put("rel", "next").put("href", href);
            }
        }
        return new CloudReply(200, Map.of(), bytes(body));
    }

    static String query(CloudRequest request, String name) {
        String query = request.uri().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    static CloudReply found(List<ObjectNode> all, String id, String key) {
        Predicate<ObjectNode> that = one -> one.path("id").asText().equals(id);
        return all.stream()
                .filter(that)
                .map(one -> page(200, wrapped(key, one)))
                .findFirst()
                .orElseGet(() -> error(404, "itemNotFound", key + " " + id + " could not be found."));
    }

    static CloudReply foundByNeutron(List<ObjectNode> all, String id, String key, String type) {
        CloudReply reply = found(all, id, key);
        return reply.status() == 200 ? reply : neutron(404, type, key + " " + id + " could not be found");
    }

    static CloudReply error(int status, String kind, String message) {
        ObjectNode body = JSON.objectNode();
        body.putObject(kind).put("code", status).put("message", message);
        return new CloudReply(status, Map.of(), bytes(body));
    }

    static CloudReply neutron(int status, String type, String message) {
        ObjectNode body = JSON.objectNode();
        body.putObject("NeutronError").put("type", type).put("message", message).put("detail", "");
        return new CloudReply(status, Map.of(), bytes(body));
    }

    static CloudReply page(int status, String text) {
        return new CloudReply(status, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    static String wrapped(String key, JsonNode value) {
        ObjectNode body = JSON.objectNode();
        body.set(key, value);
        return GoJsonWriter.compact(body);
    }

    static byte[] bytes(JsonNode body) {
        return GoJsonWriter.compact(body).getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.objectNode() : JsonReader.read(body);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
