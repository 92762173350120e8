package io.jm.provision.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.provision.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The host's daemon.json. The engine does not start if a setting is both there and among its options. */
public final class DaemonJson {
    static final String PATH = "/etc/docker/daemon.json";

    private final Set<String> keys;

    private DaemonJson(Set<String> keys) {
        this.keys = keys;
    }

    /**
     * Reads the host's file; without one there are no keys.
     *
     * @throws JmException if the file is not valid JSON, because the engine could not start with it
     */
    public static DaemonJson read(Host host) {
        String text = host.queryAsRoot("cat " + PATH + " 2>/dev/null").output().strip();
        Set<String> keys = new TreeSet<>();
        if (text.startsWith("{")) {
            try {
                JsonNode json = JsonReader.read(text);
                json.fieldNames().forEachRemaining(keys::add);
            } catch (JmException e) {
                throw e.within(PATH + " on the host is not valid, so the engine cannot start");
            }
        }
        return new DaemonJson(keys);
    }

    public boolean sets(String key) {
        return keys.contains(key);
    }

    /** Throws if a setting is also set in daemon.json. */
    public void refuseConflicts(EngineSettings settings) {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("--host"));
        options.addAll(settings.storageOption());
        options.addAll(settings.tlsOptions());
        options.addAll(settings.userOptions());
        Set<String> duplicates = new TreeSet<>();
        for (List<String> option : options) {
            String key = key(option.get(0));
            if (keys.contains(key)) {
                duplicates.add(key);
            }
        }
        if (!duplicates.isEmpty()) {
            throw new JmException(PATH + " on the host sets " + String.join(", ", duplicates)
                    + ", which the machine's engine options set too; the engine does not start with both."
                    + " Remove it from " + PATH + " (or from the engine options) and run provision again."
                    + " Nothing was restarted");
        }
    }

    /** Returns the key in daemon.json for an option; keys of repeatable options are plural. */
    private static String key(String option) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option.substring(2) : option.substring(2, equals);
        return switch (name) {
            case "insecure-registry" -> "insecure-registries";
            case "host",
                    "label",
                    "registry-mirror",
                    "log-opt",
                    "storage-opt",
                    "exec-opt",
                    "dns-opt",
                    "authorization-plugin",
                    "default-address-pool",
                    "node-generic-resource" -> name + "s";
            default -> name;
        };
    }
}
