package io.jm.plugin.gob;

import java.util.List;

/** What a stream's definition says of a type. */
sealed interface GobType {
    record Struct(List<String> names, List<Long> types) implements GobType {}

    record Sequence(long element) implements GobType {}

    record Table(long key, long value) implements GobType {}
}
