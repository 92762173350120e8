package io.jm.tls;

import java.time.Instant;

/**
 * A client certificate and its key, as PEM, which are in no file yet.
 *
 * @param certificate the certificate
 * @param key the private key, which is secret
 * @param end when the certificate ends
 */
public record IssuedClient(byte[] certificate, byte[] key, Instant end) {}
