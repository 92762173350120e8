package io.jm.driver;

import java.util.List;
import java.util.Locale;

/** An option that a driver adds to {@code create}. */
public sealed interface CreateFlag {
    /** The long name without leading dashes; of letters, digits, dots, underscores and dashes. */
    String name();

    /** The sentence shown in help. */
    String usage();

    /** The environment variable that gives the value, or an empty text. */
    String environmentVariable();

    /** Returns the variable that is usual for an option: {@code QEMU_MEMORY} for {@code qemu-memory}. */
    static String variable(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether docker-machine has the driver, but not the option: its help lists only what it has. */
    boolean addition();

    /** Returns the same option as one that docker-machine's driver lacks. */
    CreateFlag asAddition();

    /** Where help lists it. */
    FlagGroup group();

    /** Returns the same option in a group. */
    CreateFlag in(FlagGroup group);

    record Text(
            String name,
            String usage,
            String environmentVariable,
            String defaultValue,
            boolean addition,
            FlagGroup group)
            implements CreateFlag {
        public Text(String name, String usage, String environmentVariable, String defaultValue) {
            this(name, usage, environmentVariable, defaultValue, false, FlagGroup.NONE);
        }

        @Override
        public Text asAddition() {
            return new Text(name, usage, environmentVariable, defaultValue, true, group);
        }

        @Override
        public Text in(FlagGroup other) {
            return new Text(name, usage, environmentVariable, defaultValue, addition, other);
        }
    }

    record Number(
            String name, String usage, String environmentVariable, long defaultValue, boolean addition, FlagGroup group)
            implements CreateFlag {
        public Number(String name, String usage, String environmentVariable, long defaultValue) {
            this(name, usage, environmentVariable, defaultValue, false, FlagGroup.NONE);
        }

        @Override
        public Number asAddition() {
            return new Number(name, usage, environmentVariable, defaultValue, true, group);
        }

        @Override
        public Number in(FlagGroup other) {
            return new Number(name, usage, environmentVariable, defaultValue, addition, other);
        }
    }

    record Switch(String name, String usage, String environmentVariable, boolean addition, FlagGroup group)
            implements CreateFlag {
        public Switch(String name, String usage, String environmentVariable) {
            this(name, usage, environmentVariable, false, FlagGroup.NONE);
        }

        @Override
        public Switch asAddition() {
            return new Switch(name, usage, environmentVariable, true, group);
        }

        @Override
        public Switch in(FlagGroup other) {
            return new Switch(name, usage, environmentVariable, addition, other);
        }
    }

    record TextList(
            String name,
            String usage,
            String environmentVariable,
            List<String> defaultValue,
            boolean addition,
            FlagGroup group)
            implements CreateFlag {
        public TextList {
            defaultValue = List.copyOf(defaultValue);
        }

        public TextList(String name, String usage, String environmentVariable, List<String> defaultValue) {
            this(name, usage, environmentVariable, defaultValue, false, FlagGroup.NONE);
        }

        @Override
        public TextList asAddition() {
            return new TextList(name, usage, environmentVariable, defaultValue, true, group);
        }

        @Override
        public TextList in(FlagGroup other) {
            return new TextList(name, usage, environmentVariable, defaultValue, addition, other);
        }
    }
}
