package io.jm.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One machine as config.json describes it, at the current version of the format.
 *
 * @param name the machine's name, which is its directory's name
 * @param document the whole of config.json; keys jm does not know stay in it
 */
public record Machine(String name, ObjectNode document) {
    public String driverName() {
        return Fields.text(document, "DriverName");
    }

    /** What the driver remembers; an empty object if the document has none. */
    public ObjectNode driver() {
        return object(document, "Driver");
    }

    public EngineOptions engine() {
        return new EngineOptions(object(hostOptions(), "EngineOptions"));
    }

    public SwarmOptions swarm() {
        return new SwarmOptions(object(hostOptions(), "SwarmOptions"));
    }

    public AuthOptions auth() {
        return new AuthOptions(object(hostOptions(), "AuthOptions"));
    }

    public ObjectNode hostOptions() {
        return object(document, "HostOptions");
    }

    /** The same machine with other driver data. */
    public Machine withDriver(ObjectNode driver) {
        ObjectNode changed = document.deepCopy();
        changed.set("Driver", driver.deepCopy());
        return new Machine(name, changed);
    }

    private static ObjectNode object(ObjectNode parent, String key) {
        JsonNode child = parent.get(key);
        return child instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
