package io.jm.drivers.amazonec2.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The parameters of one call of AWS's Query protocol; lists count from 1. */
public final class Query {
    private final Map<String, String> parameters = new TreeMap<>();

    public Query(String action) {
        parameters.put("Action", action);
    }

    public String action() {
        return parameters.getOrDefault("Action", "");
    }

    /** Sets a parameter; an empty value sets none. */
    public Query with(String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
        return this;
    }

    /** Sets a parameter of a number, unless it is 0. */
    public Query with(String name, long value) {
        return with(name, value == 0 ? "" : Long.toString(value));
    }

    /** Sets a parameter of yes or no. */
    public Query with(String name, boolean value) {
        return with(name, Boolean.toString(value));
    }

    /** Sets the elements {@code NAME.1}, {@code NAME.2} and so on. */
    public Query list(String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            parameters.put(name + "." + (i + 1), values.get(i));
        }
        return this;
    }

    /** Adds a filter: what is listed must have one of the values. */
    public Query filter(String name, List<String> values) {
        int number = 1;
        while (parameters.containsKey("Filter." + number + ".Name")) {
            number++;
        }
        parameters.put("Filter." + number + ".Name", name);
        return list("Filter." + number + ".Value", values);
    }

    /** Returns the parameters as the body of a form, sorted by name. */
    public String form() {
        StringJoiner form = new StringJoiner("&");
        parameters.forEach((name, value) -> form.add(encoded(name) + "=" + encoded(value)));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
