package io.jm.engine;

import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.http.HttpReply;
import io.jm.text.Printable;

/** What an engine answers to the question for its version, made fit for a table's cell. */
final class VersionAnswer {
    /** The most of a foreign text that is shown; the longest error of a real engine has some 200 characters. */
    private static final int SHOWN = 1024;

    private static final int LONGEST_VERSION = 200;

    private VersionAnswer() {}

    /**
     * The version; empty if the answer names none.
     *
     * @throws JmException with the engine's own words, if that is what it answered
     */
    static String of(HttpReply reply) {
        String body = Printable.excerpt(reply.body().strip(), SHOWN);
        if (reply.code() == 404) {
            throw new JmException(
                    body.contains("No such image") ? "Image not found" : body.isEmpty() ? "Not found" : body);
        }
        String status = Printable.excerpt(reply.reason(), SHOWN);
        if (reply.code() >= 400) {
            throw new JmException(status + ": " + body);
        }
        if (reply.code() >= 300) {
            String place = Printable.excerpt(reply.location(), SHOWN);
            throw new JmException(
                    status + ": a redirection" + (place.isEmpty() ? "" : " to " + place) + ", which is not followed");
        }
        return Printable.excerpt(JsonReader.text(reply.body(), "Version"), LONGEST_VERSION);
    }
}
