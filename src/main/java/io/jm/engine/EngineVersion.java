package io.jm.engine;

/**
 * What an engine reports about itself; each is empty if it does not.
 *
 * @param version its version, such as {@code 28.2.2}
 * @param apiVersion the newest version of its API, such as {@code 1.50}
 */
public record EngineVersion(String version, String apiVersion) {}
