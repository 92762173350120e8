package io.jm.go.gob;

import java.util.List;

/** What a stream that is read says of one of its types; other types are meant by their numbers on that stream. */
sealed interface WireType {
    record Struct(List<String> names, List<Long> types) implements WireType {}

    record Sequence(long element) implements WireType {}

    record Table(long key, long value) implements WireType {}
}
