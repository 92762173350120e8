package io.jm.go.gob;

import java.util.List;

/** A Go type of values that are written. */
public sealed interface GobType {
    GobType BOOL = new Basic(1);
    GobType INT = new Basic(2);
    GobType UINT = new Basic(3);
    GobType BYTES = new Basic(5);
    GobType TEXT = new Basic(6);
    /** A value of any registered type, which travels with its name. */
    GobType ANY = new Basic(8);

    /** A type that both sides know by its number. */
    record Basic(long number) implements GobType {}

    /** A struct; without fields it is what a call without argument takes. */
    record Struct(String name, List<Field> fields) implements GobType {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    record Field(String name, GobType type) {}

    record Sequence(String name, GobType element) implements GobType {}

    record Table(String name, GobType key, GobType value) implements GobType {}
}
