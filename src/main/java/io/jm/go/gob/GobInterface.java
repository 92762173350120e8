package io.jm.go.gob;

/**
 * A value that travels with the name of its type.
 *
 * @param typeName the registered name
 * @param value the value
 */
public record GobInterface(String typeName, Object value) {}
