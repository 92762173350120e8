package io.jm.engine;

/**
 * A port that a container publishes, as its engine reports it.
 *
 * @param address the address of the engine's host on which it is published; empty, {@code 0.0.0.0} or {@code ::} for all.
 *     Untrusted, but one line of at most 64 characters
 * @param port the port of the engine's host, 1 to 65535
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record ContainerPort(String address, int port, String protocol) {
    /** Whether the port is published on all addresses of the engine's host. */
    public boolean everywhere() {
        return switch (address) {
            case "", "0.0.0.0", "::" -> true;
            default -> false;
        };
    }
}
