package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request for a list, which the provider answers in pages. */
record ListQuery(CloudRequest request) {
    /** Returns a parameter, or empty. */
    String parameter(String name) {
        String query = request.uri().getRawQuery() == null ? "" : request.uri().getRawQuery();
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
        return matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
    }

    /** Returns the page that is asked for, with a link to the next one. */
    ObjectNode page(String name, JsonNode all, int size) {
        String asked = parameter("page");
        int page = asked.isEmpty() ? 1 : Integer.parseInt(asked);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (int i = (page - 1) * size; i < Math.min(all.size(), page * size); i++) {
            shown.add(all.get(i));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(name, shown);
        ObjectNode links = document.putObject("links");
        if (page * size < all.size()) {
            String here = request.uri().toString().replaceAll("&page=\\d+", "");
            links.putObject("pages").put("next", here + "&page=" + (page + 1));
        }
        return document;
    }
}
