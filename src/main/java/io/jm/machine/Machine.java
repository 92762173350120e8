package io.jm.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One machine as recorded in config.json, in the current version of the format.
 *
 * @param name the machine name, which is also the name of its directory
 * @param document the whole config.json, with its unknown keys
 */
public record Machine(String name, ObjectNode document) {
    public String driverName() {
        return Fields.text(document, "DriverName");
    }

    /** Returns the driver's data; an empty object if there is none. */
    public ObjectNode driver() {
        return object(document, "Driver");
    }

    /** Returns the recorded address, from the key that the drivers of docker-machine share; empty if there is none. */
    public String address() {
        return Fields.text(driver(), "IPAddress");
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

    /** Returns a copy with other driver data. */
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
