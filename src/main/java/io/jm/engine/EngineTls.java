package io.jm.engine;

import java.nio.file.Path;

/**
 * The files for TLS with an engine: the CA to verify it and the client's certificate and key.
 *
 * @param caCert the CA certificate
 * @param clientCert the client certificate
 * @param clientKey the client's private key
 */
public record EngineTls(Path caCert, Path clientCert, Path clientKey) {}
