package io.jm.web;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, by the rules of curl and Go: the variable in lower case wins, NO_PROXY lists
 * hosts, domains with all that is below them, ranges of addresses, or {@code *}; this computer is never asked through a proxy.
 */
public final class Proxies {
    private static final int DEFAULT_PORT = 80;

    private final Environment environment;

    public Proxies(Environment environment) {
        this.environment = environment;
    }

    /**
     * How to reach a server.
     *
     * @param proxy the proxy, or {@link Proxy#NO_PROXY}
     * @param login the password for the proxy; null if it needs none
     */
    public record Route(Proxy proxy, @Nullable ProxyLogin login) {
        static final Route DIRECT = new Route(Proxy.NO_PROXY, null);
    }

    /**
     * Chooses the proxy for a URL.
     *
     * @throws JmException if the variable is not the URL of an HTTP proxy; the message shows no password
     */
    public Route route(URI uri) {
        boolean secure = "https".equals(uri.getScheme());
        String proxy = secure
                ? either(Setting.HTTPS_PROXY_LOWER_CASE, Setting.HTTPS_PROXY)
                : either(Setting.HTTP_PROXY_LOWER_CASE, Setting.HTTP_PROXY);
        if (proxy.isEmpty() || isLocal(uri.getHost()) || isExcluded(uri)) {
            return Route.DIRECT;
        }
        return parse(proxy, secure ? Setting.HTTPS_PROXY : Setting.HTTP_PROXY);
    }

    private String either(Setting first, Setting second) {
        String value = environment.get(first);
        return value.isEmpty() ? environment.get(second) : value;
    }

    private static Route parse(String text, Setting setting) {
        String message = setting.variable() + " is not the URL of an HTTP proxy, such as http://proxy.example.com:3128";
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                throw new JmException(message);
            }
            String user = uri.getUserInfo();
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            InetSocketAddress address = InetSocketAddress.createUnresolved(unbracketed(uri.getHost()), port);
            return new Route(new Proxy(Proxy.Type.HTTP, address), user == null ? null : new ProxyLogin(user));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new JmException(message);
        }
    }

    private static boolean isLocal(String host) {
        String name = unbracketed(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d{1,3}){3}");
    }

    private boolean isExcluded(URI uri) {
        String[] patterns = either(Setting.NO_PROXY_LOWER_CASE, Setting.NO_PROXY)
                .toLowerCase(Locale.ROOT)
                .split("[,\\s]+");
        return Arrays.stream(patterns).anyMatch(pattern -> matches(pattern, uri));
    }

    private static boolean matches(String pattern, URI uri) {
        String host = unbracketed(uri.getHost()).toLowerCase(Locale.ROOT);
        AddressRange range = AddressRange.parse(pattern);
        if (range != null) {
            return range.contains(host);
        }
        int colon = pattern.lastIndexOf(':');
        boolean hasPort = colon > 0 && pattern.indexOf(':') == colon;
        if (hasPort && !pattern.substring(colon + 1).equals(Integer.toString(port(uri)))) {
            return false;
        }
        String name = hasPort ? pattern.substring(0, colon) : pattern;
        boolean wildcard = name.startsWith("*.") || name.startsWith(".");
        String domain = unbracketed(wildcard ? name.substring(name.indexOf('.') + 1) : name);
        return name.equals("*") || !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
