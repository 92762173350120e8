package io.jm.engine;

import java.nio.file.Path;

/**
 * The files with which an engine is checked and the client is known to it.
 *
 * @param caCert the certificate authority's certificate
 * @param clientCert the client's certificate
 * @param clientKey the client's private key
 */
public record EngineTls(Path caCert, Path clientCert, Path clientKey) {}
