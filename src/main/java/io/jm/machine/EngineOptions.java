package io.jm.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The options of a machine's engine: a typed view of the object in config.json.
 *
 * @param json the JSON object, with its unknown keys
 */
public record EngineOptions(ObjectNode json) {
    public List<String> arbitraryFlags() {
        return Fields.list(json, "ArbitraryFlags");
    }

    public List<String> env() {
        return Fields.list(json, "Env");
    }

    public List<String> insecureRegistry() {
        return Fields.list(json, "InsecureRegistry");
    }

    public List<String> labels() {
        return Fields.list(json, "Labels");
    }

    public String storageDriver() {
        return Fields.text(json, "StorageDriver");
    }

    public List<String> registryMirror() {
        return Fields.list(json, "RegistryMirror");
    }

    public String installUrl() {
        return Fields.text(json, "InstallURL");
    }
}
