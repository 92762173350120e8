package io.jm.web;

import java.time.Duration;

/**
 * How long a server may do nothing.
 *
 * @param connect until the connection exists
 * @param silence between two bytes
 */
public record WebTimeouts(Duration connect, Duration silence) {
    public static final WebTimeouts DEFAULT = new WebTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(60));
}
