package io.jm.cli;

import io.jm.base.UsageException;
import io.jm.go.text.GoBool;
import io.jm.os.Environment;
import io.jm.text.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads words as the original's flag library does: one dash equals two, a value follows or is joined with {@code =},
 * nothing is bundled or abbreviated, and every mistake has the original's wording. Unlike there, flags count wherever
 * they stand before {@code --}.
 */
final class GoFlagSyntax {
    private final Map<String, Flag> flags = new HashMap<>();

    GoFlagSyntax(List<Flag> flags) {
        for (Flag flag : flags) {
            for (String name : flag.names()) {
                this.flags.put(name, flag);
            }
        }
    }

    /**
     * What was said.
     *
     * @param values the values of each flag that was given, under its first name, as checked text
     * @param arguments the other words
     */
    record Words(Map<String, List<String>> values, List<String> arguments) {
        /** The last value given, or null. */
        @Nullable
        String last(String name) {
            List<String> given = values.get(name);
            return given == null ? null : given.get(given.size() - 1);
        }

        boolean isOn(String name) {
            return "true".equals(last(name));
        }
    }

    private enum Reach {
        LEADING,
        ALL,
        IN_ORDER
    }

    /** Reads flags up to the first word that is none; the rest is left alone. */
    Words readLeading(List<String> words) {
        return read(words, Reach.LEADING);
    }

    /** Reads flags wherever they stand; the words keep their order, as they never do in the original. */
    Words readInOrder(List<String> words) {
        return read(words, Reach.IN_ORDER);
    }

    /** Reads flags wherever they stand; words in front of the first flag come after those behind, as in the original. */
    Words readAll(List<String> words) {
        return read(words, Reach.ALL);
    }

    private Words read(List<String> words, Reach reach) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> spellings = new HashMap<>();
        List<String> early = new ArrayList<>();
        List<String> late = new ArrayList<>();
        boolean seenFlag = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                late.addAll(early);
                late.addAll(words.subList(i + 1, words.size()));
                return new Words(values, late);
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                if (reach == Reach.LEADING) {
                    return new Words(values, words.subList(i, words.size()));
                }
                (seenFlag || reach == Reach.IN_ORDER ? late : early).add(word);
                continue;
            }
            seenFlag = true;
            i = readFlag(words, i, values, spellings);
        }
        late.addAll(early);
        return new Words(values, late);
    }

    private int readFlag(List<String> words, int at, Map<String, List<String>> values, Map<String, String> spellings) {
        String word = words.get(at);
        String text = word.startsWith("--") ? word.substring(2) : word.substring(1);
        if (text.isEmpty() || text.charAt(0) == '-' || text.charAt(0) == '=') {
            throw wrong("bad flag syntax: " + word);
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
        } else if (at + 1 < words.size()) {
            last = at + 1;
            value = words.get(last);
        } else {
            throw wrong("flag needs an argument: -" + name);
        }
        List<String> given = values.computeIfAbsent(flag.name(), key -> new ArrayList<>());
        given.add(checked(flag, name, value));
        return last;
    }

    /** A line of its own that names the options which may have been meant. */
    private String meant(String name) {
        List<String> near = new ArrayList<>();
        for (String known : Suggestions.of(name, new TreeSet<>(flags.keySet()))) {
            near.add("--" + known);
        }
        return near.isEmpty() ? "" : "\n" + Suggestions.question(near);
    }

    // no switch: its table of the enum would be one more class in every command
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

    /** Fills flags that were not given from their environment variables; what cannot be read is passed over. */
    static void addEnvironment(Words words, List<Flag> flags, Environment environment) {
        for (Flag flag : flags) {
            String said = flag.environmentVariable().isEmpty() ? "" : firstOf(flag.environmentVariable(), environment);
            if (said.isEmpty()) {
                continue;
            }
            if (flag.kind() == Flag.Kind.LIST) {
                List<String> items = new ArrayList<>();
                for (String item : said.split(",", -1)) {
                    items.add(item.strip());
                }
                List<String> given = words.values().get(flag.name());
                if (given != null) {
                    items.addAll(given);
                }
                words.values().put(flag.name(), items);
            } else if (!words.values().containsKey(flag.name())) {
                String value = fromEnvironment(flag, said);
                if (value != null) {
                    words.values().put(flag.name(), List.of(value));
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

    private static @Nullable String fromEnvironment(Flag flag, String said) {
        try {
            return checked(flag, flag.name(), said);
        } catch (UsageException e) {
            return null;
        }
    }
}
