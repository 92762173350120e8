package io.jm.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.DriverOptions;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of create that provisioning can change on a machine that is there, and their keys in config.json. */
public enum EngineOption {
    OPT("engine-opt", "EngineOptions", "ArbitraryFlags", true),
    ENV("engine-env", "EngineOptions", "Env", true),
    INSECURE_REGISTRY("engine-insecure-registry", "EngineOptions", "InsecureRegistry", true),
    LABEL("engine-label", "EngineOptions", "Labels", true),
    REGISTRY_MIRROR("engine-registry-mirror", "EngineOptions", "RegistryMirror", true),
    STORAGE_DRIVER("engine-storage-driver", "EngineOptions", "StorageDriver", false),
    INSTALL_URL("engine-install-url", "EngineOptions", "InstallURL", false),
    TLS_SAN("tls-san", "AuthOptions", "ServerCertSANs", true);

    private final String option;
    private final String object;
    private final String key;
    private final boolean list;

    EngineOption(String option, String object, String key, boolean list) {
        this.option = option;
        this.object = object;
        this.key = key;
        this.list = list;
    }

    /** Returns the option of that name, or null if it is none of the engine. */
    public static @Nullable EngineOption named(String option) {
        for (EngineOption one : values()) {
            if (one.option.equals(option)) {
                return one;
            }
        }
        return null;
    }

    /** Returns the name of the option, without dashes. */
    public String optionName() {
        return option;
    }

    /** Whether the server certificate contains it. */
    public boolean isInCertificate() {
        return this == TLS_SAN;
    }

    /** Returns what is recorded of a machine; an empty text is no value. */
    public List<String> of(Machine machine) {
        JsonNode value = machine.hostOptions().path(object).path(key);
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> values.add(item.asText()));
        } else if (!value.asText().isEmpty()) {
            values.add(value.asText());
        }
        return values;
    }

    /** Records the value of the option in the document of a machine, as create does. */
    public void set(Machine machine, DriverOptions options) {
        if (machine.hostOptions().get(object) instanceof ObjectNode values) {
            if (list) {
                ArrayNode array = values.putArray(key);
                options.list(option).forEach(array::add);
            } else {
                values.put(key, options.text(option));
            }
        }
    }
}
