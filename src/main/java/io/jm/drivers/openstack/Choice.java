package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.text.Excerpt;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the one thing that a user means by a name, or by an id in the place of a name. */
final class Choice {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");

    private final String kind;
    private final String name;

    /**
     * Prepares a choice.
     *
     * @param kind of the thing, for messages, such as {@code network}
     */
    Choice(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /**
     * Returns the thing with that name.
     *
     * @param found things whose names may be others
     * @param byId asks for the thing by its id
     * @throws JmException if there are several or none
     */
    JsonNode of(List<JsonNode> found, Function<String, JsonNode> byId) {
        List<JsonNode> named = named(found);
        if (named.size() > 1) {
            throw ambiguous();
        }
        return named.isEmpty() ? orById(byId) : named.get(0);
    }

    List<JsonNode> named(List<JsonNode> found) {
        return found.stream()
                .filter(one -> one.path("name").asText().equals(name))
                .toList();
    }

    /**
     * Returns the thing with the name as its id.
     *
     * @throws JmException if there is none
     */
    JsonNode orById(Function<String, JsonNode> byId) {
        JsonNode thing = ID.matcher(name).matches() ? byId(byId) : null;
        if (thing == null) {
            throw new JmException("Unable to find " + kind + " named " + Excerpt.line(name));
        }
        return thing;
    }

    private @Nullable JsonNode byId(Function<String, JsonNode> ask) {
        try {
            return ask.apply(name);
        } catch (ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
            return null;
        }
    }

    JmException ambiguous() {
        return new JmException("More than one " + kind + " named " + Excerpt.line(name) + " found; use the id");
    }
}
