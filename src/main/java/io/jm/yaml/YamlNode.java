package io.jm.yaml;

import java.util.List;

/** A value of a YAML document, with its place. Every scalar is text as it is written. */
public sealed interface YamlNode {
    /** Where the value starts. */
    Position at();

    /** A scalar; an empty value is an empty text. */
    record Text(Position at, String value) implements YamlNode {}

    /** A sequence. */
    record Items(Position at, List<YamlNode> items) implements YamlNode {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order of the file; no key occurs twice. */
    record Entries(Position at, List<Entry> entries) implements YamlNode {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A key and its value.
     *
     * @param at where the key starts
     */
    record Entry(Position at, String key, YamlNode value) {}
}
