package io.jm.drivers.amazonec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.Transport;
import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A recorded conversation of docker-machine's driver, whose answers are given to jm's; what was not recorded is made up. */
final class Ec2Capture implements Transport {
    private final JsonNode document;
    private final Map<String, Deque<JsonNode>> answers = new HashMap<>();
    private final Ec2StandIn madeUp;
    /** What jm sent. */
    final List<Map<String, String>> sent = new ArrayList<>();

    Ec2Capture(String file, Ec2StandIn madeUp) throws IOException {
        this.document = JsonReader.read(Files.readString(Path.of("src/test/resources/amazonec2", file + ".json")));
        this.madeUp = madeUp;
        for (JsonNode exchange : document.path("exchanges")) {
            String action = parameters(exchange).get("Action");
            answers.computeIfAbsent(action, any -> new ArrayDeque<>()).add(exchange.path("response"));
        }
    }

    String command() {
        return document.path("command").asText();
    }

    String stderr() {
        return document.path("stderr").asText();
    }

    /** The lines of the driver. */
    List<String> lines() {
        return document.path("stdout")
                .asText()
                .lines()
                .filter(line -> line.startsWith("("))
                .toList();
    }

    /** What docker-machine's driver sent. */
    List<Map<String, String>> recorded() {
        List<Map<String, String>> all = new ArrayList<>();
        document.path("exchanges").forEach(exchange -> all.add(parameters(exchange)));
        return all;
    }

    private static Map<String, String> parameters(JsonNode exchange) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : exchange.path("request").path("body").asText().split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public CloudReply send(CloudRequest request) throws IOException {
        Map<String, String> call = Ec2StandIn.parameters(request);
        sent.add(call);
        Deque<JsonNode> known = answers.get(call.get("Action"));
        if (known == null) {
            return madeUp.send(request);
        }
        JsonNode response = known.size() > 1 ? known.remove() : known.getFirst();
        return new CloudReply(
                response.path("status").asInt(),
                Map.of(),
                response.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }
}
