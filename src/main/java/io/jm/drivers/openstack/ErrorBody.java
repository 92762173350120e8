package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cloud.CloudReply;
import io.jm.text.Excerpt;
import java.util.Map;

/**
 * The error that a service reports in a body: Keystone {@code {"error":{"code","title","message"}}}, Nova
 * {@code {"KIND":{"code","message"}}}, Neutron {@code {"NeutronError":{"type","message","detail"}}}.
 *
 * @param code the service's name of the error; empty for a body that is no service's, such as a proxy's page
 * @param message for the user; may be empty
 */
record ErrorBody(String code, String message) {
    private static final ErrorBody NONE = new ErrorBody("", "");

    static ErrorBody of(CloudReply reply) {
        JsonNode root = reply.json();
        if (!root.isObject() || root.isEmpty()) {
            return NONE;
        }
        Map.Entry<String, JsonNode> first = root.properties().iterator().next();
        JsonNode error = first.getValue();
        if (root.size() == 1 && error.isObject()) {
            String type = error.path("type").asText();
            String title = error.path("title").asText();
            String code = !type.isEmpty() ? type : first.getKey().equals("error") ? title : first.getKey();
            return new ErrorBody(Excerpt.line(code), text(error.path("message")));
        }
        // what Nova answers for a path that it does not have; as it is no thing's error it gets no code
        return new ErrorBody(
                "", text(root.path("message").isMissingNode() ? root.path("faultstring") : root.path("message")));
    }

    private static String text(JsonNode message) {
        return Excerpt.line(message.asText());
    }
}
