package io.jm.driver;

import java.util.List;

/** An option that a driver adds to {@code create}. */
public sealed interface CreateFlag {
    /** The long name without leading dashes; of letters, digits, dots, underscores and dashes. */
    String name();

    /** The sentence shown in help. */
    String usage();

    /** The environment variable that gives the value, or an empty text. */
    String environmentVariable();

    record Text(String name, String usage, String environmentVariable, String defaultValue) implements CreateFlag {}

    record Number(String name, String usage, String environmentVariable, long defaultValue) implements CreateFlag {}

    record Switch(String name, String usage, String environmentVariable) implements CreateFlag {}

    record TextList(String name, String usage, String environmentVariable, List<String> defaultValue)
            implements CreateFlag {
        public TextList {
            defaultValue = List.copyOf(defaultValue);
        }
    }
}
