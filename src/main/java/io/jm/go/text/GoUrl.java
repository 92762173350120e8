package io.jm.go.text;

import io.jm.base.JmException;
import java.util.Locale;

/**
 * A URL parsed like Go's {@code net/url}, which accepts URLs that {@code java.net.URI} rejects.
 *
 * @param scheme lower case; empty if there is none
 * @param opaque the part after the scheme if it does not start with a slash
 * @param userInfo the part before the {@code @}, not decoded
 * @param host the authority without user, port included, decoded
 * @param path decoded
 * @param query the part after the {@code ?}, not decoded
 * @param fragment the part after the {@code #}, not decoded
 */
public record GoUrl(
        String scheme, String opaque, String userInfo, String host, String path, String query, String fragment) {
    /**
     * Parses a URL.
     *
     * @throws JmException with Go's error message, for example {@code parse "%zz": invalid URL escape "%zz"}
     */
    public static GoUrl parse(String url) {
        return new GoUrlParser().parse(url);
    }

    /** Returns the user name, decoded, without the password. */
    public String userName() {
        int colon = userInfo.indexOf(':');
        return GoUrlParser.decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    }

    /** Returns the host without the port and without the brackets of an IPv6 address. */
    public String hostname() {
        int colon = portColon();
        String name = colon < 0 ? host : host.substring(0, colon);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    /** Returns the digits after the host's colon; empty if there is no port. */
    public String port() {
        int colon = portColon();
        return colon < 0 ? "" : host.substring(colon + 1);
    }

    private int portColon() {
        int colon = host.lastIndexOf(':');
        return colon < host.lastIndexOf(']') ? -1 : colon;
    }

    static String lower(String scheme) {
        return scheme.toLowerCase(Locale.ROOT);
    }
}
