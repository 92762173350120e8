package io.jm.machine;

/**
 * Access to a machine's engine that was given to a person, as recorded in jm.json.
 *
 * @param person the name of that person
 * @param certificate the client certificate, as PEM; only that person has its key
 */
public record Share(String person, String certificate) {}
