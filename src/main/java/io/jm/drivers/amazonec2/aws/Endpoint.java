package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of a service that the user gave. */
public final class Endpoint {
    private Endpoint() {}

    /**
     * Parses an address, which may have no scheme, and may have a path.
     *
     * @param secure whether an address without a scheme means https
     */
    public static URI of(String text, boolean secure) {
        String full = text.contains("://") ? text : (secure ? "https://" : "http://") + text;
        URI uri = parse(full.endsWith("/") ? full : full + "/");
        if (uri.getQuery() != null) {
            throw refused(text);
        }
        return uri;
    }

    /** Parses the complete address of a server. */
    static URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static JmException refused(String text) {
        return new JmException("\"" + Excerpt.line(text)
                + "\" is not the address of an endpoint, such as https://ec2.example.com or ec2.example.com");
    }
}
