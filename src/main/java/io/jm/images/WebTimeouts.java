package io.jm.images;

import java.time.Duration;

/**
 * How long a server may do nothing.
 *
 * @param connect until the connection exists
 * @param silence between two bytes
 */
record WebTimeouts(Duration connect, Duration silence) {
    static final WebTimeouts DEFAULT = new WebTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(60));
}
