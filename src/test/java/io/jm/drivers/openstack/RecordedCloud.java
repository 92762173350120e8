package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.Transport;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers as the services of a real cloud did while docker-machine 0.16.2 was recorded; requests that it did not send are
 * answered from a table. Times and repetitions of polls do not count.
 */
final class RecordedCloud implements Transport {
    private final JsonNode recording;
    private final Map<String, String> added = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<String> deleted = new HashSet<>();
    private int position;
    private int used;

    RecordedCloud(String name) {
        try {
            recording = JsonReader.read(Files.readAllBytes(Path.of("src/test/resources/openstack", name + ".json")));
        } catch (IOException | JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Answers requests that docker-machine does not send: those whose {@code METHOD PATH} matches, with {@code STATUS BODY}.
     */
    RecordedCloud with(String pattern, String answer) {
        added.put(pattern, answer);
        return this;
    }

    String command() {
        return recording.path("command").asText();
    }

    String stderr() {
        return recording.path("stderr").asText();
    }

    /** The lines that came from the driver itself. */
    List<String> driverLines() {
        return recording
                .path("stdout")
                .asText()
                .lines()
                .filter(line -> line.startsWith("("))
                .toList();
    }

    /** The body of the first answer to a request. */
    JsonNode answered(String start) {
        for (JsonNode exchange : recording.path("exchanges")) {
            if (line(exchange).startsWith(start)) {
                return parsed(exchange.path("response").path("body").asText());
            }
        }
        throw new IllegalArgumentException(start);
    }

    /** The requests of docker-machine, polls once, as {@code METHOD PATH BODY}. */
    List<String> recorded() {
        List<String> all = new ArrayList<>();
        for (JsonNode exchange : recording.path("exchanges")) {
            add(all, line(exchange) + body(exchange.path("request").path("body").asText()));
        }
        return all;
    }

    /** The requests of jm, in the same form. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private static void add(List<String> all, String line) {
        if (all.isEmpty() || !all.get(all.size() - 1).equals(line)) {
            all.add(line);
        }
    }

    private static String line(JsonNode exchange) {
        JsonNode request = exchange.path("request");
        return request.path("method").asText() + " " + request.path("path").asText();
    }

    /** Names and keys are new in each run, as are the passwords. */
    private static String body(String text) {
        return text.isEmpty()
                ? ""
                : " "
                        + GoJsonWriter.compact(parsed(text))
                                .replaceAll("\"public_key\":\"[^\"]*\"", "\"public_key\":KEY")
                                .replaceAll("\"password\":\"[^\"]*\"", "\"password\":SECRET")
                                .replaceAll("(\"(key_name|name)\":\"\\w+-)[0-9a-f]+\"", "$1HEX\"")
                                .replaceAll("\"jm-id\":\"[0-9a-f]+\",?", "");
    }

    private static JsonNode parsed(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Override
    public CloudReply send(CloudRequest request) throws IOException {
        String query = request.uri().getRawQuery();
        String line = request.method() + " " + request.uri().getRawPath() + (query == null ? "" : "?" + query);
        add(requests, line + body(new String(request.body(), StandardCharsets.UTF_8)));
        JsonNode exchanges = recording.path("exchanges");
        if (request.method().equals("DELETE")) {
            deleted.add(request.uri().getRawPath());
        } else if (deleted.contains(request.uri().getRawPath())) {
            return reply(404, "{\"itemNotFound\":{\"code\":404,\"message\":\"Instance could not be found.\"}}");
        }
        int found = find(exchanges, line);
        if (found >= 0) {
            used = found == position ? used + 1 : 1;
            position = found;
            return reply(exchanges.path(found).path("response"));
        }
        for (Map.Entry<String, String> one : added.entrySet()) {
            if (line.matches(one.getKey())) {
                String answer = one.getValue();
                return reply(
                        Integer.parseInt(answer.substring(0, 3)),
                        answer.substring(3).strip());
            }
        }
        throw new IOException("there is no answer to " + line);
    }

    private static CloudReply reply(int status, String body) {
        return new CloudReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The next exchange of that request, or the last one again. */
    private int find(JsonNode exchanges, String line) {
        int repeated = Math.max(1, exchanges.path(position).path("repeated").asInt());
        int start = used >= repeated ? position + 1 : position;
        for (int i = start; i < exchanges.size(); i++) {
            if (line(exchanges.path(i)).equals(line)) {
                return i;
            }
        }
        for (int i = Math.min(start, exchanges.size()) - 1; i >= 0; i--) {
            if (line(exchanges.path(i)).equals(line)) {
                return i;
            }
        }
        return -1;
    }

    private static CloudReply reply(JsonNode response) {
        Map<String, String> headers = new TreeMap<>();
        response.path("headers")
                .forEach(header -> headers.put(
                        header.path(0).asText().toLowerCase(Locale.ROOT),
                        header.path(1).asText()));
        return new CloudReply(
                response.path("status").asInt(),
                headers,
                response.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }
}
