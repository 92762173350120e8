package io.jm.cloud;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a proxy answers by itself, so that the server did not get the request. */
final class ProxyRefusal {
    static final int LOGIN_WANTED = 407;

    /** The text of the JDK's client for an answer to CONNECT that is neither 200 nor 407. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private ProxyRefusal() {}

    static NotSentException login(Proxy proxy) {
        return new NotSentException(new ProtocolException("the proxy " + name(proxy)
                + " wants a user and a password (407): give the right ones in the variable of the proxy, such as"
                + " HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"));
    }

    /** Returns the refusal that a failure means, or the failure itself. */
    static IOException of(IOException failure, Proxy proxy, URI uri) {
        Matcher refused = NO_TUNNEL.matcher(String.valueOf(failure.getMessage()));
        if (!refused.find()) {
            return failure;
        }
        String status = refused.group(1);
        String message = "the proxy " + name(proxy) + " does not connect to " + uri.getHost() + " (" + status + ")";
        // as a gateway's: the next attempt may succeed
        boolean temporary = status.charAt(0) == '5';
        return new NotSentException(temporary ? new ConnectException(message) : new ProtocolException(message));
    }

    private static String name(Proxy proxy) {
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : proxy.toString();
    }
}
