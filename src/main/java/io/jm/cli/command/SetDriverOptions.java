package io.jm.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.Existence;
import io.jm.driver.IdentityKeys;
import io.jm.machine.Machine;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.Suggestions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The option of {@code set} for what a driver has recorded, such as a token that has been replaced. */
final class SetDriverOptions {
    private static final String STANDARD_INPUT = "-";
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    @Option(
            names = "--driver-option",
            description = "KEY=VALUE: a value that the driver has recorded; KEY=- reads it from standard input")
    private List<String> options = new ArrayList<>();

    boolean areGiven() {
        return !options.isEmpty();
    }

    /**
     * Returns the values by their keys.
     *
     * @throws JmException if the standard input cannot be read
     */
    Map<String, String> values(Console console) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean read = false;
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new UsageException("Error: --driver-option is KEY=VALUE, not \"" + option + "\"");
            }
            String key = option.substring(0, equals);
            String value = option.substring(equals + 1);
            if (value.equals(STANDARD_INPUT)) {
                if (read) {
                    throw new UsageException("Error: Only one --driver-option can be read from standard input");
                }
                read = true;
                value = standardInput(console);
            }
            values.put(key, value);
        }
        return values;
    }

    private static String standardInput(Console console) {
        try {
            byte[] bytes = BoundedReader.stream(console.streams().in(), Limits.CREDENTIALS);
            String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            if (text.isEmpty()) {
                throw new JmException("The standard input is empty: it must be the value of the --driver-option");
            }
            return text;
        } catch (IOException e) {
            throw new JmException("The value cannot be read from standard input: " + IoReason.of(e), e);
        }
    }

    /**
     * Changes the driver's data, unless the provider does not know the instance with them.
     *
     * @throws JmException if a key or a value is not possible; nothing is changed then
     */
    static void apply(Machine machine, Driver driver, Map<String, String> values, Console console) {
        ObjectNode before = driver.config();
        ObjectNode changed = before.deepCopy();
        values.forEach((key, value) -> changed.set(key, checked(machine, before, key, value)));
        driver.load(changed);
        if (existence(machine, driver, console) == Existence.GONE) {
            driver.load(before);
            throw new JmException("With these values the provider does not know the instance of \"" + machine.name()
                    + "\", so they may be of another account: nothing was changed");
        }
    }

    /** A new token need not be valid yet, and there may be no network. */
    private static Existence existence(Machine machine, Driver driver, Console console) {
        try {
            return driver.existence();
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            console.error(
                    "Warning: the new values of \"" + machine.name() + "\" could not be tried: " + e.getMessage());
            return Existence.UNKNOWN;
        }
    }

    private static JsonNode checked(Machine machine, ObjectNode data, String key, String value) {
        JsonNode recorded = data.get(key);
        if (recorded == null) {
            throw new JmException(
                    "The driver of \"" + machine.name() + "\" has no \"" + key + "\" on record" + similar(key, data));
        }
        if (IdentityKeys.isIdentity(key)) {
            throw new JmException(
                    "\"" + key + "\" says which instance \"" + machine.name() + "\" is: it cannot be set");
        }
        if (recorded.isTextual()) {
            return TextNode.valueOf(value);
        }
        if (recorded.isBoolean() && (value.equals("true") || value.equals("false"))) {
            return BooleanNode.valueOf(value.equals("true"));
        }
        if (recorded.isIntegralNumber() && INTEGER.matcher(value).matches()) {
            return LongNode.valueOf(Long.parseLong(value));
        }
        throw new JmException("\"" + key + "\" of \"" + machine.name() + "\" is " + type(recorded)
                + (recorded.isValueNode() && !recorded.isNull() ? ", not \"" + value + "\"" : ": it cannot be set"));
    }

    private static String similar(String key, ObjectNode data) {
        List<String> known = new ArrayList<>();
        data.fieldNames().forEachRemaining(known::add);
        List<String> same = known.stream().filter(key::equalsIgnoreCase).toList();
        String question = Suggestions.question(same.isEmpty() ? Suggestions.of(key, known) : same);
        return question.isEmpty() ? ": inspect shows what it has" : ". " + question;
    }

    private static String type(JsonNode value) {
        if (value.isBoolean()) {
            return "true or false";
        }
        if (value.isNumber()) {
            return "an integer";
        }
        return value.isNull() ? "null" : "no single value";
    }
}
