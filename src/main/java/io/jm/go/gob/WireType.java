package io.jm.go.gob;

import java.util.List;

/** A type defined by a decoded stream; it refers to other types by their numbers in that stream. */
sealed interface WireType {
    /** A struct. */
    record Struct(List<String> names, List<Long> types) implements WireType {}

    /** A slice or an array. */
    record Sequence(long element) implements WireType {}

    /** A map. */
    record Table(long key, long value) implements WireType {}
}
