package io.jm.driver;

import io.jm.text.HostPort;

/**
 * A port of a container that is reachable on an address of this host.
 *
 * @param address the IP address of this host
 * @param port 1 to 65535; inside of the machine it is the same
 * @param protocol {@code tcp} or {@code udp}
 */
public record PublishedPort(String address, int port, String protocol) {
    public static final String TCP = "tcp";
    public static final String UDP = "udp";

    /** Returns the port as messages show it, such as {@code 127.42.7.4:8080/tcp}. */
    public String text() {
        return HostPort.join(address, port) + "/" + protocol;
    }
}
