package io.jm.machine;

/**
 * Access to a machine's engine that was given to somebody, as recorded in jm.json.
 *
 * @param person for whom
 * @param certificate the client certificate, as PEM; its key is with that person only
 */
public record Share(String person, String certificate) {}
