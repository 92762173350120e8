package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.CloudServices;
import io.jm.cloud.SharedAnswers;
import io.jm.cloud.Transport;
import io.jm.go.json.JsonReader;
import io.jm.testkit.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of docker-machine 0.16.2 with the provider, recorded, whose answers are given again. Questions that
 * docker-machine did not ask get the answers of a provider that has no objection.
 */
final class Conversation implements CloudServices, Transport {
    /** By what the path of a question begins with. */
    private static final Map<String, String> OTHERS = Map.of(
            "/v2/sizes",
            "{\"sizes\":[{\"slug\":\"s-1vcpu-1gb\",\"disk\":25,\"available\":true,\"regions\":[\"nyc3\"]}]}",
            "/v2/images/",
            "{\"image\":{\"status\":\"available\",\"regions\":[\"nyc3\"],\"min_disk_size\":20}}",
            "/v2/images",
            "{\"images\":[{\"slug\":\"ubuntu-24-04-x64\",\"distribution\":\"Ubuntu\",\"status\":\"available\","
                    + "\"regions\":[\"nyc3\"],\"min_disk_size\":10}]}",
            "/v2/droplets/3164444/actions/",
            "{\"action\":{\"id\":1,\"status\":\"completed\"}}");

    /** Methods and paths in their order; the same ones in a row count as one. */
    final List<String> asked = new ArrayList<>();

    final List<JsonNode> bodies = new ArrayList<>();

    private final JsonNode recording;
    private final Map<String, Deque<CloudReply>> answers = new HashMap<>();

    Conversation(String name) {
        recording = JsonReader.read(Recorded.bytes("/digitalocean/captures/" + name + ".json"));
        for (JsonNode exchange : recording.path("exchanges")) {
            JsonNode response = exchange.path("response");
            byte[] body = response.path("body").asText().getBytes(StandardCharsets.UTF_8);
            answers.computeIfAbsent(question(exchange.path("request")), any -> new ArrayDeque<>())
                    .add(new CloudReply(response.path("status").asInt(), Map.of(), body));
        }
    }

    private static String question(JsonNode request) {
        return request.path("method").asText() + " " + request.path("path").asText();
    }

    /** The questions of docker-machine; the same ones in a row count as one. */
    List<String> recordedQuestions() {
        List<String> questions = new ArrayList<>();
        recording.path("exchanges").forEach(exchange -> add(questions, question(exchange.path("request"))));
        return questions;
    }

    List<JsonNode> recordedBodies() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode exchange : recording.path("exchanges")) {
            String body = exchange.path("request").path("body").asText("");
            if (!body.isEmpty()) {
                all.add(JsonReader.read(body));
            }
        }
        return all;
    }

    /** The lines that docker-machine's driver printed. */
    List<String> recordedLines() {
        return recording
                .path("stdout")
                .asText()
                .lines()
                .filter(line -> line.startsWith("("))
                .toList();
    }

    String recordedErrors() {
        return recording.path("stderr").asText();
    }

    private static void add(List<String> questions, String question) {
        if (questions.isEmpty() || !questions.get(questions.size() - 1).equals(question)) {
            questions.add(question);
        }
    }

    @Override
    public CloudReply send(CloudRequest request) {
        String path = request.uri().getPath();
        String question = request.method() + " " + path;
        add(asked, question);
        if (request.body().length > 0) {
            bodies.add(JsonReader.read(request.body()));
        }
        Deque<CloudReply> recorded = answers.get(question);
        if (recorded != null) {
            return recorded.size() > 1 ? recorded.remove() : recorded.element();
        }
        if (request.method().equals("DELETE")) {
            return new CloudReply(204, Map.of(), new byte[0]);
        }
        String longest = OTHERS.keySet().stream()
                .filter(path::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return longest.isEmpty()
                ? new CloudReply(
                        404,
                        Map.of(),
                        "{\"id\":\"not_found\",\"message\":\"not found\"}".getBytes(StandardCharsets.UTF_8))
                : new CloudReply(200, Map.of(), OTHERS.getOrDefault(longest, "").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Transport transport(@Nullable SSLContext tls) {
        return this;
    }

    @Override
    public SharedAnswers answers() {
        return new SharedAnswers();
    }
}
