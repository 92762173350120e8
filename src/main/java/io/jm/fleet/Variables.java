package io.jm.fleet;

import io.jm.text.Excerpt;
import io.jm.yaml.Position;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${NAME}} and {@code ${NAME:-text}} as compose files do; {@code $$} is a dollar sign. */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^{}]*))?}|\\$\\{");

    private final UnaryOperator<@Nullable String> environment;

    /**
     * Prepares to replace.
     *
     * @param environment returns the value of a variable, or null
     */
    Variables(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** Whether a text refers to variables. */
    static boolean occurIn(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().equals("$$")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the text with the values of the variables. */
    String replace(Position at, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            String value = matcher.group().equals("$$") ? "$" : value(at, text, matcher.group(1), matcher.group(2));
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(replaced).toString();
    }

    private String value(Position at, String text, @Nullable String name, @Nullable String fallback) {
        if (name == null) {
            throw at.error("\"" + Excerpt.line(text)
                    + "\" has no variable after ${: write ${NAME} or ${NAME:-text}, and $$ for a dollar sign");
        }
        String value = environment.apply(name);
        if (fallback != null) {
            return value == null || value.isEmpty() ? fallback : value;
        }
        if (value == null) {
            throw at.error(
                    "the variable " + name + " is not set, and has no default: set it, or write ${" + name + ":-text}");
        }
        return value;
    }
}
