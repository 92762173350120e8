package io.jm.text;

/** Joins and splits {@code host:port}, where an IPv6 address is in brackets (RFC 3986). */
public final class HostPort {
    private HostPort() {}

    /** Returns {@code host:port}. */
    public static String join(String host, int port) {
        return join(host, Integer.toString(port));
    }

    /** Returns {@code host:port}. */
    public static String join(String host, String port) {
        return bracketed(host) + ":" + port;
    }

    /** Returns the host, in brackets if it is an IPv6 address; existing brackets are kept. */
    public static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Returns the host of {@code host:port} or {@code host}, without brackets. */
    public static String host(String hostPort) {
        if (hostPort.startsWith("[")) {
            int end = hostPort.indexOf(']');
            return end < 0 ? hostPort : hostPort.substring(1, end);
        }
        int colon = hostPort.lastIndexOf(':');
        return colon < 0 ? hostPort : hostPort.substring(0, colon);
    }

    /** Returns the text after the last colon of {@code host:port}; empty if there is no port. */
    public static String port(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        return colon <= hostPort.lastIndexOf(']') ? "" : hostPort.substring(colon + 1);
    }
}
