package io.jm.images;

/**
 * The image that a user asks for.
 *
 * @param what a name of {@link ImageTable}, a path, or an http or https URL
 * @param digest the digest that it must have, {@code sha256:HEX} or {@code sha512:HEX}; empty if not specified
 * @param architecture {@code amd64} or {@code arm64}; selects the file that a name means
 */
public record ImageRequest(String what, String digest, String architecture) {}
