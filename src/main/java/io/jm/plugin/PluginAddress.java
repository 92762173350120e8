package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.text.HostPort;
import io.jm.text.Printable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Parses the line with a plugin's address. Only addresses of this computer are accepted, and no host name is resolved.
 */
final class PluginAddress {
    private static final int MAX_SHOWN = 100;
    private static final int MAX_PORT = 0xffff;

    private final String line;

    private PluginAddress(String line) {
        this.line = line;
    }

    /**
     * Parses a line such as {@code 127.0.0.1:4711}, {@code [::1]:4711} or {@code localhost:4711}.
     *
     * @throws JmException with docker-machine's message if the line is invalid
     */
    static InetSocketAddress parse(String line) {
        return new PluginAddress(line).parse();
    }

    /** Whether a line is a valid address. */
    static boolean isAddress(String line) {
        try {
            parse(line);
            return true;
        } catch (JmException e) {
            return false;
        }
    }

    private InetSocketAddress parse() {
        int colon = line.lastIndexOf(':');
        if (colon < 0) {
            throw refused("missing port in address");
        }
        return new InetSocketAddress(host(line.substring(0, colon)), port(line.substring(colon + 1)));
    }

    private int port(String digits) {
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            port = c >= '0' && c <= '9' && port <= MAX_PORT ? 10 * port + c - '0' : MAX_PORT + 1;
        }
        if (port == 0 || port > MAX_PORT) {
            throw refused("invalid port");
        }
        return port;
    }

    private InetAddress host(String host) {
        if (host.equals("localhost") || host.isEmpty()) {
            return InetAddress.getLoopbackAddress();
        }
        InetAddress address = literal(host);
        if (address == null || !address.isLoopbackAddress() && !address.isAnyLocalAddress()) {
            throw refused("a plugin may listen on this computer's loopback interface only");
        }
        // a plugin on the wildcard address also listens on the loopback interface
        return address.isLoopbackAddress() ? address : InetAddress.getLoopbackAddress();
    }

    /** Returns the address for an IPv4 or IPv6 literal, or null; a name would be resolved by DNS. */
    private static @Nullable InetAddress literal(String host) {
        try {
            return host.indexOf(':') >= 0 ? InetAddress.getByName(HostPort.bracketed(host)) : ipv4(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable InetAddress ipv4(String host) throws UnknownHostException {
        String[] numbers = host.split("\\.", -1);
        byte[] address = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (!numbers[i].matches("[0-9]{1,3}") || Integer.parseInt(numbers[i]) > 255) {
                return null;
            }
            address[i] = (byte) Integer.parseInt(numbers[i]);
        }
        return address.length == 4 ? InetAddress.getByAddress(address) : null;
    }

    private JmException refused(String reason) {
        return new JmException("dial tcp: address " + shown(line) + ": " + reason);
    }

    private static String shown(String line) {
        return Printable.line(line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line);
    }
}
