package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cloud.CloudRequest;
import io.jm.go.json.JsonReader;
import io.jm.testkit.Recorded;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges requests by the provider's own description, of which {@code description.json} has the droplets, keys, tags,
 * regions, sizes and images (digitalocean/openapi, commit 7c1300c, Apache 2.0). Stricter than OpenAPI: a property that the
 * description does not know is refused.
 */
final class Description {
    private final JsonNode document = JsonReader.read(Recorded.bytes("/digitalocean/description.json"));

    /** Returns what is wrong with a request. */
    List<String> faults(CloudRequest request) {
        List<String> faults = new ArrayList<>();
        JsonNode operation = operation(request, faults);
        if (operation == null) {
            return List.of(request + " is not described");
        }
        query(operation, request, faults);
        JsonNode body = operation.path("requestBody");
        JsonNode schema = body.path("content").path("application/json").path("schema");
        boolean sent = request.body().length > 0;
        if (sent != !schema.isMissingNode()) {
            faults.add(request + (sent ? " has a body" : " has no body"));
        } else if (sent) {
            JsonNode document = JsonReader.read(request.body());
            value(document, schema, "body", faults);
            properties(document, schema, faults);
            if (!"application/json".equals(request.headers().get("Content-Type"))) {
                faults.add(request + " does not say that its body is JSON");
            }
        }
        if (!request.headers().getOrDefault("Authorization", "").matches("Bearer \\S+")) {
            faults.add(request + " has no token");
        }
        return faults;
    }

    /** Returns the permissions that the token of a request must have. */
    List<String> scopes(CloudRequest request) {
        List<String> scopes = new ArrayList<>();
        JsonNode operation = operation(request, new ArrayList<>());
        if (operation != null) {
            for (JsonNode scheme : operation.path("security")) {
                scheme.path("bearer_auth").forEach(scope -> scopes.add(scope.asText()));
            }
        }
        return scopes;
    }

    private @Nullable JsonNode operation(CloudRequest request, List<String> faults) {
        String[] path = request.uri().getRawPath().split("/");
        for (Map.Entry<String, JsonNode> one : document.path("paths").properties()) {
            String[] template = one.getKey().split("/");
            JsonNode operation = one.getValue().get(request.method().toLowerCase(Locale.ROOT));
            if (operation != null && matches(template, path)) {
                for (int i = 0; i < template.length; i++) {
                    if (template[i].startsWith("{")) {
                        String name = template[i].substring(1, template[i].length() - 1);
                        parameter(operation, "path", name, path[i], faults);
                    }
                }
                return operation;
            }
        }
        return null;
    }

    private static boolean matches(String[] template, String[] path) {
        if (template.length != path.length) {
            return false;
        }
        for (int i = 0; i < path.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    private void query(JsonNode operation, CloudRequest request, List<String> faults) {
        String query = request.uri().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            parameter(operation, "query", nameAndValue[0], nameAndValue[1], faults);
        }
    }

    private void parameter(JsonNode operation, String where, String name, String text, List<String> faults) {
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(each);
            if (parameter.path("in").asText().equals(where)
                    && parameter.path("name").asText().equals(name)) {
                String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
                // in a path or a query everything is text: a number is one if its schema accepts it
                List<String> asText = new ArrayList<>();
                value(JsonReader.read('"' + decoded + '"'), parameter.path("schema"), name, asText);
                List<String> asNumber = new ArrayList<>(asText);
                if (decoded.matches("\\d+")) {
                    asNumber.clear();
                    value(JsonReader.read(decoded), parameter.path("schema"), name, asNumber);
                }
                faults.addAll(asNumber.isEmpty() ? asNumber : asText);
                return;
            }
        }
        faults.add("there is no parameter " + name + " in the " + where);
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
    }

    private void value(JsonNode value, JsonNode unresolved, String where, List<String> faults) {
        JsonNode schema = resolved(unresolved);
        for (JsonNode part : schema.path("allOf")) {
            value(value, part, where, faults);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            choice(value, schema.path(choice), choice, where, faults);
        }
        if (value.isNull()) {
            if (!schema.path("nullable").asBoolean() && schema.has("type")) {
                faults.add(where + " is null");
            }
            return;
        }
        type(value, schema, where, faults);
        if (value.isObject()) {
            for (JsonNode required : schema.path("required")) {
                if (!value.has(required.asText())) {
                    faults.add(where + " lacks " + required.asText());
                }
            }
            schema.path("properties").properties().forEach(property -> {
                if (value.has(property.getKey())) {
                    value(value.get(property.getKey()), property.getValue(), where + "." + property.getKey(), faults);
                }
            });
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            value(value.get(i), schema.path("items"), where + "[" + i + "]", faults);
        }
    }

    private void choice(JsonNode value, JsonNode choices, String kind, String where, List<String> faults) {
        int fitting = 0;
        List<String> reasons = new ArrayList<>();
        for (JsonNode one : choices) {
            List<String> here = new ArrayList<>();
            value(value, one, where, here);
            fitting += here.isEmpty() ? 1 : 0;
            reasons.addAll(here);
        }
        if (!choices.isEmpty() && (fitting == 0 || (kind.equals("oneOf") && fitting > 1))) {
            faults.add(where + " fits " + fitting + " of " + kind + ": " + reasons);
        }
    }

    private static void type(JsonNode value, JsonNode schema, String where, List<String> faults) {
        boolean right = switch (schema.path("type").asText("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
        if (!right) {
            faults.add(where + " is not of the type " + schema.path("type").asText());
        }
        if (schema.has("enum") && !Texts.contains(schema.path("enum"), value.asText())) {
            faults.add(where + " is none of " + schema.path("enum"));
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.path("pattern").asText())
                        .matcher(value.asText())
                        .find()) {
            faults.add(where + " does not match " + schema.path("pattern").asText());
        }
        if (value.isTextual()
                && value.asText().length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            faults.add(where + " is too long");
        }
        if (value.isNumber()
                && (value.asLong() < schema.path("minimum").asLong(Long.MIN_VALUE)
                        || value.asLong() > schema.path("maximum").asLong(Long.MAX_VALUE))) {
            faults.add(where + " is out of range");
        }
    }

    private void properties(JsonNode value, JsonNode schema, List<String> faults) {
        Set<String> known = new TreeSet<>();
        known(schema, known);
        value.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add("the property " + name + " is not described");
            }
        });
    }

    private void known(JsonNode unresolved, Set<String> names) {
        JsonNode schema = resolved(unresolved);
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        for (String parts : List.of("allOf", "oneOf", "anyOf")) {
            schema.path(parts).forEach(part -> known(part, names));
        }
    }
}
