package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import io.jm.machine.Machine;
import io.jm.store.EngineOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code set} for the engine, as those of {@code create}. They replace what is recorded. */
final class SetEngineOptions {
    private static final String NONE = "-";

    @Option(names = "--engine-opt", description = "Options of the engine, as name=value; - for none")
    private @Nullable List<String> opt;

    @Option(names = "--engine-env", description = "Environment variables of the engine, as NAME=VALUE; - for none")
    private @Nullable List<String> env;

    @Option(
            names = "--engine-insecure-registry",
            description = "Registries that the engine may use without TLS; - for none")
    private @Nullable List<String> insecureRegistry;

    @Option(names = "--engine-label", description = "Labels of the engine, as key=value; - for none")
    private @Nullable List<String> label;

    @Option(names = "--engine-registry-mirror", description = "Registry mirrors of the engine; - for none")
    private @Nullable List<String> registryMirror;

    @Option(names = "--engine-storage-driver", description = "Storage driver of the engine; - for its own choice")
    private @Nullable String storageDriver;

    @Option(names = "--engine-install-url", description = "Install script of the engine, or none")
    private @Nullable String installUrl;

    @Option(names = "--tls-san", description = "Additional names and addresses in the server certificate; - for none")
    private @Nullable List<String> tlsSan;

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, EngineOption.OPT, opt);
        put(values, EngineOption.ENV, env);
        put(values, EngineOption.INSECURE_REGISTRY, insecureRegistry);
        put(values, EngineOption.LABEL, label);
        put(values, EngineOption.REGISTRY_MIRROR, registryMirror);
        put(values, EngineOption.STORAGE_DRIVER, NONE.equals(storageDriver) ? "" : storageDriver);
        put(values, EngineOption.INSTALL_URL, installUrl);
        put(values, EngineOption.TLS_SAN, tlsSan);
        return values;
    }

    private static void put(Map<String, Object> values, EngineOption option, @Nullable Object value) {
        if (value != null) {
            values.put(option.optionName(), value.equals(List.of(NONE)) ? List.of() : value);
        }
    }

    boolean areGiven() {
        return !values().isEmpty();
    }

    /** Records the options of the machine, whose host is not asked. */
    void apply(Machine machine, Driver driver) {
        if (!driver.capabilities().provisioned()) {
            throw new JmException(
                    "The engine of \"" + machine.name() + "\" is managed elsewhere: it has no options to set");
        }
        DriverOptions options = new DriverOptions(values());
        for (EngineOption option : EngineOption.values()) {
            if (options.values().containsKey(option.optionName())) {
                option.set(machine, options);
            }
        }
    }

    /** Returns what is left to do, with the command of the program that does it. */
    String remaining(String program, String name) {
        // regenerate-certs provisions too
        String command = tlsSan == null ? " provision " : " regenerate-certs ";
        return "\"" + program + command + name + "\" applies it";
    }
}
