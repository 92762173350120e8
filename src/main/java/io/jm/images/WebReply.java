package io.jm.images;

import io.jm.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** The response of a server; its headers are untrusted. */
final class WebReply implements AutoCloseable {
    private final HttpURLConnection connection;
    private final int code;

    WebReply(HttpURLConnection connection, int code) {
        this.connection = connection;
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Returns the code and its text, such as {@code 404 Not Found}. */
    String status() throws IOException {
        @Nullable String text = connection.getResponseMessage();
        return text == null || text.isEmpty() ? Integer.toString(code) : code + " " + Excerpt.line(text);
    }

    /** Whether the server may answer otherwise if it is asked again. */
    boolean isTemporary() {
        return code >= 500 || code == 429 || code == 408;
    }

    /** Whether there is nothing at the URL. */
    boolean isGone() {
        return code == 404 || code == 410;
    }

    /** Returns the length of the body, or -1 if the server does not report it. */
    long length() {
        return connection.getContentLengthLong();
    }

    /** Returns a header, or empty. */
    String header(String name) {
        @Nullable String value = connection.getHeaderField(name);
        return value == null ? "" : value;
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
