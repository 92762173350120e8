package io.jm.engine;

import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.http.HttpReply;
import io.jm.text.Printable;

/** Extracts the versions from an engine's response, escaped for a table cell. */
final class VersionAnswer {
    /**
     * The maximum length of untrusted text in messages; the longest error of a real engine has about 200 characters.
     */
    private static final int MAX_SHOWN = 1024;

    private static final int MAX_VERSION_LENGTH = 200;

    private VersionAnswer() {}

    /**
     * Returns the versions; those that the response does not have are empty.
     *
     * @throws JmException with the engine's error message, if it sent one
     */
    static EngineVersion of(HttpReply reply) {
        String body = Printable.excerpt(reply.body().strip(), MAX_SHOWN);
        if (reply.code() == 404) {
            throw new JmException(
                    body.contains("No such image") ? "Image not found" : body.isEmpty() ? "Not found" : body);
        }
        String status = Printable.excerpt(reply.reason(), MAX_SHOWN);
        if (reply.code() >= 400) {
            throw new JmException(status + ": " + body);
        }
        if (reply.code() >= 300) {
            String location = Printable.excerpt(reply.location(), MAX_SHOWN);
            throw new JmException(status + ": a redirection" + (location.isEmpty() ? "" : " to " + location)
                    + ", which is not followed");
        }
        return new EngineVersion(text(reply, "Version"), text(reply, "ApiVersion"));
    }

    private static String text(HttpReply reply, String key) {
        return Printable.excerpt(JsonReader.text(reply.body(), key), MAX_VERSION_LENGTH);
    }
}
