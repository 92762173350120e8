package io.jm.go.gob;

import java.util.List;

/** The Go type of a value to encode. */
public sealed interface GobType {
    GobType BOOL = new Basic(1);
    GobType INT = new Basic(2);
    GobType UINT = new Basic(3);
    GobType BYTES = new Basic(5);
    GobType TEXT = new Basic(6);
    /** An interface: a value of any registered type, sent with the type's name. */
    GobType ANY = new Basic(8);

    /** A built-in type with a fixed number. */
    record Basic(long number) implements GobType {}

    /** A struct; without fields it is the argument of a call that has none. */
    record Struct(String name, List<Field> fields) implements GobType {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a struct. */
    record Field(String name, GobType type) {}

    /** A slice. */
    record Sequence(String name, GobType element) implements GobType {}

    /** A map. */
    record Table(String name, GobType key, GobType value) implements GobType {}
}
