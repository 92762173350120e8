package io.jm.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.MachineName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first entry of an export: where it comes from and which machines it has.
 *
 * @param jm the version of jm that wrote it
 * @param from who made it, as user@host
 * @param at when it was made, RFC 3339 in UTC
 * @param store the root of the store that the machines were in; paths in config.json begin with it
 */
public record Manifest(String jm, String from, String at, String store, List<Entry> machines) {
    private static final int VERSION = 1;

    /** File systems have no longer names of directories. */
    private static final int MAX_NAME_LENGTH = 255;

    /**
     * One machine.
     *
     * @param person for whom access was made; null if the whole machine was exported
     * @param removed the keys of config.json whose secrets were taken out, as {@code Driver.AccessToken}
     */
    public record Entry(
            String name, String driver, @Nullable String person, List<String> removed) {}

    /** Returns the JSON document. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Version", VERSION)
                .put("Jm", jm)
                .put("From", from)
                .put("At", at)
                .put("Store", store);
        for (Entry machine : machines) {
            ObjectNode entry = json.withArray("Machines").addObject();
            entry.put("Name", machine.name()).put("Driver", machine.driver()).put("For", machine.person());
            machine.removed().forEach(entry.putArray("Removed")::add);
        }
        return json;
    }

    /**
     * Reads the JSON document.
     *
     * @throws JmException if a newer jm wrote it, or a machine has no name or an impossible one
     */
    static Manifest of(JsonNode json) {
        int version = json.path("Version").asInt();
        if (version != VERSION) {
            throw new JmException(
                    version > VERSION ? "this file was made by a newer jm: update jm" : "not an export of jm");
        }
        List<Entry> machines = new ArrayList<>();
        for (JsonNode machine : json.path("Machines")) {
            machines.add(entry(machine));
        }
        if (machines.isEmpty()) {
            throw new JmException("not an export of jm: it has no machines");
        }
        return new Manifest(
                json.path("Jm").asText(),
                json.path("From").asText(),
                json.path("At").asText(),
                json.path("Store").asText(),
                machines);
    }

    private static Entry entry(JsonNode json) {
        String name = json.path("Name").asText();
        if (!MachineName.isValid(name) || name.length() > MAX_NAME_LENGTH) {
            throw new JmException("not an export of jm: a machine has an impossible name");
        }
        List<String> removed = new ArrayList<>();
        json.path("Removed").forEach(key -> removed.add(key.asText()));
        JsonNode person = json.path("For");
        return new Entry(name, json.path("Driver").asText(), person.isTextual() ? person.asText() : null, removed);
    }
}
