package io.jm.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.go.json.GoJsonWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a provider's API.
 *
 * @param headers by name
 * @param body empty if it has none
 */
public record CloudRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
    private static final byte[] NO_BODY = {};

    public static CloudRequest get(URI uri) {
        return new CloudRequest("GET", uri, Map.of("Accept", "application/json"), NO_BODY);
    }

    public static CloudRequest delete(URI uri) {
        return new CloudRequest("DELETE", uri, Map.of("Accept", "application/json"), NO_BODY);
    }

    /** Returns a request that sends a JSON document. */
    public static CloudRequest json(String method, URI uri, JsonNode document) {
        return new CloudRequest(
                method,
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                GoJsonWriter.compact(document).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns text as a part of a path or a query (RFC 3986, section 2.1). */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns a copy with one more header. */
    public CloudRequest with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new CloudRequest(method, uri, all, body);
    }

    /** Returns the method and the URL, without its query, which may contain secrets. */
    @Override
    public String toString() {
        String url = uri.toString();
        int query = url.indexOf('?');
        return method + " " + (query < 0 ? url : url.substring(0, query));
    }
}
