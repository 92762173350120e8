package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.text.HostPort;
import io.jm.text.Printable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The line in which a plugin tells where it listens. It may name this computer only, and no name is looked up for it. */
final class PluginAddress {
    private static final int LONGEST_SHOWN = 100;
    private static final int HIGHEST_PORT = 0xffff;

    private final String line;

    private PluginAddress(String line) {
        this.line = line;
    }

    /**
     * Understands a line such as {@code 127.0.0.1:4711}, {@code [::1]:4711} or {@code localhost:4711}.
     *
     * @throws JmException in the original's words if that is none
     */
    static InetSocketAddress parse(String line) {
        return new PluginAddress(line).parse();
    }

    /** Whether a line can be understood so. */
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
            port = c >= '0' && c <= '9' && port <= HIGHEST_PORT ? 10 * port + c - '0' : HIGHEST_PORT + 1;
        }
        if (port == 0 || port > HIGHEST_PORT) {
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
        // who listens everywhere listens here, too
        return address.isLoopbackAddress() ? address : InetAddress.getLoopbackAddress();
    }

    /** The address that four numbers or the inside of brackets spell, or null: a name would be looked up. */
    private static @Nullable InetAddress literal(String host) {
        try {
            return host.indexOf(':') >= 0 ? InetAddress.getByName(HostPort.bracketed(host)) : fourNumbers(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable InetAddress fourNumbers(String host) throws UnknownHostException {
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
        return Printable.line(line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line);
    }
}
