package io.jm.go.gob;

/**
 * A value of a Go interface, sent with the name of its concrete type.
 *
 * @param typeName the name under which the type is registered
 * @param value the value
 */
public record GobInterface(String typeName, Object value) {}
