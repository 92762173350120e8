package io.jm.images;

import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * An http or https URL. Its user and password are kept apart: they are sent to that server only, and neither printed nor
 * recorded.
 */
final class DownloadUrl {
    private final URI uri;
    private final String authorization;

    private DownloadUrl(URI uri, String authorization) {
        this.uri = uri;
        this.authorization = authorization;
    }

    /**
     * Parses a URL.
     *
     * @throws JmException if it is not an absolute http or https URL with a host; the message shows no password
     */
    static DownloadUrl of(String text) {
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            throw new JmException("the URL \"" + Excerpt.line(withoutUser(text)) + "\" is not valid: " + e.getReason());
        }
    }

    private static DownloadUrl of(URI given) throws URISyntaxException {
        String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new JmException("the URL \"" + Excerpt.line(withoutUser(given.toString()))
                    + "\" is neither http nor https; a file needs no URL, only its path");
        }
        if (given.getHost() == null) {
            throw new URISyntaxException(given.toString(), "it has no host");
        }
        String host = given.getHost() + (given.getPort() < 0 ? "" : ":" + given.getPort());
        String path = given.getRawPath().isEmpty() ? "/" : given.getRawPath();
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        String user = given.getUserInfo();
        // basic authentication, RFC 7617
        String authorization = user == null
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return new DownloadUrl(new URI(scheme + "://" + host + path + query), authorization);
    }

    /** Returns the text without what is between {@code //} and {@code @}, whether or not it is a URL. */
    private static String withoutUser(String text) {
        return text.replaceFirst("//[^/]*@", "//");
    }

    URI uri() {
        return uri;
    }

    /** Returns the value of the Authorization header, or empty. */
    String authorization() {
        return authorization;
    }

    boolean isSecure() {
        return "https".equals(uri.getScheme());
    }

    /** Returns the last part of the path, decoded; empty if it ends in a slash. */
    String fileName() {
        String path = String.valueOf(uri.getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Returns another URL, which keeps the user and password only on the same server.
     *
     * @param reference a URL or a path relative to this one
     * @throws JmException if that is not an http or https URL
     */
    DownloadUrl resolve(String reference) {
        URI target;
        try {
            target = uri.resolve(new URI(reference));
        } catch (URISyntaxException e) {
            throw new JmException(
                    "the URL \"" + Excerpt.line(withoutUser(reference)) + "\" is not valid: " + e.getReason());
        }
        DownloadUrl other = of(target.toString());
        boolean sameServer = uri.getScheme().equals(other.uri.getScheme())
                && String.valueOf(uri.getRawAuthority()).equalsIgnoreCase(other.uri.getRawAuthority());
        return sameServer && other.authorization.isEmpty() ? new DownloadUrl(other.uri, authorization) : other;
    }

    /** Returns the URL without user and password. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
