package io.jm.cli;

import io.jm.driver.CreateFlag;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One option, as docker-machine's parser sees it.
 *
 * @param names its spellings without dashes, in the order of declaration; values are kept under the first
 * @param kind the type of its value
 * @param environmentVariable the variables that replace its default, separated by commas; empty if there are none
 * @param defaultValue the value if it is not given, as help shows it; empty if there is none
 * @param usage what help shows of it
 * @param addition whether docker-machine lacks it, see {@link Addition}
 * @param heading under which help lists it; empty for that of the command
 * @param alone the value if none is joined to it with {@code =}; empty if a value must follow
 */
record Flag(
        List<String> names,
        Kind kind,
        String environmentVariable,
        String defaultValue,
        String usage,
        boolean addition,
        String heading,
        String alone) {
    enum Kind {
        SWITCH,
        TEXT,
        NUMBER,
        LIST
    }

    static final Flag HELP = new Flag(List.of("help", "h"), Kind.SWITCH, "", "", "Show help");

    Flag(List<String> names, Kind kind, String environmentVariable, String defaultValue, String usage) {
        this(names, kind, environmentVariable, defaultValue, usage, false, "", "");
    }

    /** Whether an argument asks for help. */
    static boolean isHelp(String argument) {
        return switch (argument) {
            case "-h", "-help", "--help" -> true;
            default -> false;
        };
    }

    /** Returns what help shows after the names: the value that the option takes. */
    String value() {
        if (kind == Kind.SWITCH) {
            return "";
        }
        String placeholder = kind == Kind.NUMBER ? "N" : "VALUE";
        return alone.isEmpty() ? " " + placeholder : "[=" + placeholder + "]";
    }

    String name() {
        return names.get(0);
    }

    /** Returns all names with their dashes, as help shows them. */
    String spellings() {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(text.length() == 0 ? "" : ", ");
            text.append(name.length() == 1 ? "-" : "--").append(name);
        }
        return text.toString();
    }

    /** Returns the options of a command that help shows. */
    static List<Flag> visible(CommandSpec command) {
        List<Flag> flags = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                flags.add(of(option));
            }
        }
        return flags;
    }

    /** Converts an annotated option, whose description key names the environment variable. */
    static Flag of(OptionSpec option) {
        List<String> names = new ArrayList<>();
        for (String name : option.names()) {
            names.add(withoutDashes(name));
        }
        String variable = option.descriptionKey() == null ? "" : option.descriptionKey();
        String defaultValue = option.defaultValue() == null ? "" : option.defaultValue();
        String usage = option.description().length == 0 ? "" : option.description()[0];
        boolean addition = option.order() == Addition.OPTION;
        String alone = option.fallbackValue() == null ? "" : option.fallbackValue();
        return new Flag(names, kind(option), variable, defaultValue, usage, addition, "", alone);
    }

    private static Kind kind(OptionSpec option) {
        Class<?> type = option.type();
        if (option.isMultiValue()) {
            return Kind.LIST;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Kind.SWITCH;
        }
        return type == String.class ? Kind.TEXT : Kind.NUMBER;
    }

    /** Converts an option that a driver adds. */
    static Flag of(CreateFlag flag) {
        Kind kind = Kind.LIST;
        String defaultValue = "";
        if (flag instanceof CreateFlag.Text text) {
            kind = Kind.TEXT;
            defaultValue = text.defaultValue();
        } else if (flag instanceof CreateFlag.Number number) {
            kind = Kind.NUMBER;
            defaultValue = Long.toString(number.defaultValue());
        } else if (flag instanceof CreateFlag.Switch) {
            kind = Kind.SWITCH;
        }
        List<String> names = List.of(flag.name());
        String heading = flag.group().title();
        return new Flag(
                names, kind, flag.environmentVariable(), defaultValue, flag.usage(), flag.addition(), heading, "");
    }

    private static String withoutDashes(String name) {
        return name.startsWith("--") ? name.substring(2) : name.substring(1);
    }
}
