package io.jm.cli;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.go.text.GoBool;
import io.jm.os.Environment;
import io.jm.text.Printable;
import io.jm.text.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Parses arguments as docker-machine's flag library does: one dash equals two, a value follows or is joined with
 * {@code =}, flags are not bundled or abbreviated, and error messages are the same. Unlike there, flags are recognized
 * wherever they stand before {@code --}.
 */
final class GoFlagSyntax {
    private static final int MAX_SHOWN = 200;

    private final Map<String, Flag> flags = new HashMap<>();
    private final boolean suggests;
    private final List<Flag> global;

    GoFlagSyntax(List<Flag> flags) {
        this(flags, true, List.of());
    }

    /**
     * Creates the syntax of these flags.
     *
     * @param suggests whether the error for an unknown flag names those that are similar
     * @param global flags that stand before the command: the error for one of them says so
     */
    GoFlagSyntax(List<Flag> flags, boolean suggests, List<Flag> global) {
        this.suggests = suggests;
        this.global = global;
        for (Flag flag : flags) {
            for (String name : flag.names()) {
                this.flags.put(name, flag);
            }
        }
    }

    /**
     * The result of parsing.
     *
     * @param values the values of each given flag by its first name, as checked text
     * @param arguments the arguments that are not flags
     */
    record Parsed(Map<String, List<String>> values, List<String> arguments) {
        /** Returns the last value given, or null. */
        @Nullable
        String last(String name) {
            List<String> given = values.get(name);
            return given == null ? null : given.get(given.size() - 1);
        }

        boolean isOn(String name) {
            return "true".equals(last(name));
        }
    }

    /** Parses flags up to the first argument that is not one; the rest is not parsed. */
    Parsed readLeading(List<String> arguments) {
        return read(arguments, true, false);
    }

    /** As {@link #readLeading}, but {@code --} stays among the arguments. */
    Parsed readBefore(List<String> arguments) {
        return read(arguments, true, true);
    }

    /**
     * Parses flags wherever they stand; arguments before the first flag are moved after the others, as in
     * docker-machine.
     */
    Parsed readAll(List<String> arguments) {
        return read(arguments, false, false);
    }

    private Parsed read(List<String> arguments, boolean leadingOnly, boolean keepsSeparator) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> spellings = new HashMap<>();
        List<String> early = new ArrayList<>();
        List<String> late = new ArrayList<>();
        boolean seenFlag = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                late.addAll(early);
                late.addAll(arguments.subList(keepsSeparator ? i : i + 1, arguments.size()));
                return new Parsed(values, late);
            }
            if (argument.length() < 2 || argument.charAt(0) != '-') {
                if (leadingOnly) {
                    return new Parsed(values, arguments.subList(i, arguments.size()));
                }
                (seenFlag ? late : early).add(argument);
                continue;
            }
            seenFlag = true;
            i = readFlag(arguments, i, values, spellings);
        }
        late.addAll(early);
        return new Parsed(values, late);
    }

    private int readFlag(
            List<String> arguments, int at, Map<String, List<String>> values, Map<String, String> spellings) {
        String argument = arguments.get(at);
        String text = argument.startsWith("--") ? argument.substring(2) : argument.substring(1);
        if (text.isEmpty() || text.charAt(0) == '-' || text.charAt(0) == '=') {
            throw wrong("bad flag syntax: " + argument);
        }
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Flag flag = flags.get(name);
        if (flag == null) {
            throw wrong("flag provided but not defined: -" + name + meant(name));
        }
        String other = spellings.putIfAbsent(flag.name(), name);
        if (other != null && !other.equals(name)) {
            String twice =
                    "Cannot use two forms of the same flag: " + flag.names().get(1) + " " + flag.name();
            throw new UsageException(twice, twice);
        }
        int last = at;
        String value;
        if (equals >= 0) {
            value = text.substring(equals + 1);
        } else if (flag.kind() == Flag.Kind.SWITCH) {
            value = "true";
        } else if (!flag.alone().isEmpty()) {
            value = flag.alone();
        } else if (at + 1 < arguments.size()) {
            last = at + 1;
            value = arguments.get(last);
        } else {
            throw wrong("flag needs an argument: -" + name);
        }
        List<String> given = values.computeIfAbsent(flag.name(), key -> new ArrayList<>());
        given.add(checked(flag, name, value));
        return last;
    }

    /** Returns a line of its own that names the options that are meant; empty if there are none. */
    private String meant(String name) {
        for (Flag flag : global) {
            if (flag.names().contains(name)) {
                return "\n" + (name.length() == 1 ? "-" : "--") + name
                        + " is a global option: put it before the command";
            }
        }
        if (!suggests) {
            return "";
        }
        List<String> near = new ArrayList<>();
        for (String known : Suggestions.of(name, new TreeSet<>(flags.keySet()))) {
            near.add("--" + known);
        }
        return near.isEmpty() ? "" : "\n" + Suggestions.question(near);
    }

    // not a switch: its table of the enum would be one more class that every command loads
    private static String checked(Flag flag, String name, String value) {
        if (flag.kind() == Flag.Kind.SWITCH) {
            Boolean on = GoBool.parse(value);
            if (on == null) {
                throw wrong("invalid boolean value \"" + value + "\" for -" + name + ": parse error");
            }
            return on.toString();
        }
        if (flag.kind() == Flag.Kind.NUMBER) {
            try {
                return Long.toString(GoNumber.parse(value));
            } catch (GoNumber.OutOfRange e) {
                throw wrong("invalid value \"" + value + "\" for flag -" + name + ": value out of range");
            } catch (NumberFormatException e) {
                throw wrong("invalid value \"" + value + "\" for flag -" + name + ": parse error");
            }
        }
        return value;
    }

    private static UsageException wrong(String message) {
        return new UsageException(message, "Incorrect Usage.");
    }

    /**
     * Sets flags that are not given from their environment variables. Invalid values are ignored, as in docker-machine.
     *
     * @throws JmException with jm's defaults, if the variable of a number is none
     */
    static void addEnvironment(Parsed parsed, List<Flag> flags, Environment environment) {
        for (Flag flag : flags) {
            String value = flag.environmentVariable().isEmpty() ? "" : firstOf(flag.environmentVariable(), environment);
            if (value.isEmpty()) {
                continue;
            }
            if (flag.kind() == Flag.Kind.LIST) {
                List<String> items = new ArrayList<>();
                for (String item : value.split(",", -1)) {
                    items.add(item.strip());
                }
                List<String> given = parsed.values().get(flag.name());
                if (given != null) {
                    items.addAll(given);
                }
                parsed.values().put(flag.name(), items);
            } else if (!parsed.values().containsKey(flag.name())) {
                String valid = fromEnvironment(flag, value);
                if (valid != null) {
                    parsed.values().put(flag.name(), List.of(valid));
                } else if (flag.kind() == Flag.Kind.NUMBER && !environment.usesDockerMachineDefaults()) {
                    throw new JmException("the variable " + flag.environmentVariable() + " must be a number, as --"
                            + flag.name() + ", not \"" + Printable.excerpt(value, MAX_SHOWN) + "\"");
                }
            }
        }
    }

    private static String firstOf(String variables, Environment environment) {
        for (String variable : variables.split(",")) {
            String value = environment.variable(variable.strip(), "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static @Nullable String fromEnvironment(Flag flag, String value) {
        try {
            return checked(flag, flag.name(), value);
        } catch (UsageException e) {
            return null;
        }
    }
}
