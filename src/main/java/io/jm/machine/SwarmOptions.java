package io.jm.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The options of a machine in a classic swarm: a typed view of the object in config.json.
 *
 * @param json the JSON object, with its unknown keys
 */
public record SwarmOptions(ObjectNode json) {
    public boolean isSwarm() {
        return Fields.flag(json, "IsSwarm");
    }

    public boolean agent() {
        return Fields.flag(json, "Agent");
    }

    public boolean master() {
        return Fields.flag(json, "Master");
    }

    public String discovery() {
        return Fields.text(json, "Discovery");
    }

    public String host() {
        return Fields.text(json, "Host");
    }

    public String address() {
        return Fields.text(json, "Address");
    }

    public List<String> arbitraryFlags() {
        return Fields.list(json, "ArbitraryFlags");
    }
}
