package io.jm.connection;

import java.nio.file.Path;

/**
 * How a Docker client reaches the engine of a machine.
 *
 * @param machine the machine's name
 * @param url the engine's address as a docker client takes it
 * @param certificates the directory with the client's certificates
 * @param tls whether the engine is to be checked and talked to with TLS
 */
public record ClientConnection(String machine, String url, Path certificates, boolean tls) {}
