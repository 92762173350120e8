package io.jm.go.text;

import io.jm.base.JmException;
import java.util.Locale;

/**
 * A URL taken apart as Go's {@code net/url} does, which accepts much that {@code java.net.URI} refuses.
 *
 * @param scheme lower case; empty if there is none
 * @param opaque what follows the scheme if that does not begin with a slash
 * @param userInfo before the {@code @}, not decoded
 * @param host the authority without user, port included, decoded
 * @param path decoded
 * @param query behind the {@code ?}, not decoded
 * @param fragment behind the {@code #}, not decoded
 */
public record GoUrl(
        String scheme, String opaque, String userInfo, String host, String path, String query, String fragment) {
    /**
     * Takes a URL apart.
     *
     * @throws JmException in Go's words, for example {@code parse "%zz": invalid URL escape "%zz"}
     */
    public static GoUrl parse(String url) {
        return new GoUrlParser().parse(url);
    }

    /** The user's name, decoded, without a password. */
    public String userName() {
        int colon = userInfo.indexOf(':');
        return GoUrlParser.decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    }

    /** The host without port and without the brackets of an IPv6 address. */
    public String hostname() {
        int colon = portColon();
        String name = colon < 0 ? host : host.substring(0, colon);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    /** The digits behind the host's colon, or nothing. */
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
