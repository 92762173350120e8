package io.jm.provision.engine;

import io.jm.base.JmException;
import io.jm.machine.EngineOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings with which the engine of one machine is started.
 *
 * @param daemon the path of dockerd on the host
 * @param directory the directory of its certificates
 * @param port the TCP port on which it listens
 * @param storageDriver the storage driver, or empty to leave the choice to the engine
 * @param labels its labels; {@code provider=DRIVER} comes last
 * @param insecureRegistries registries to use without TLS
 * @param mirrors registry mirrors
 * @param flags other options without dashes, such as {@code bip=10.0.0.1/16} or {@code log-opt max-size=1m}
 * @param environment variables for the daemon, as {@code NAME=VALUE}
 */
public record EngineSettings(
        String daemon,
        String directory,
        int port,
        String storageDriver,
        List<String> labels,
        List<String> insecureRegistries,
        List<String> mirrors,
        List<String> flags,
        List<String> environment) {
    public EngineSettings {
        labels = List.copyOf(labels);
        insecureRegistries = List.copyOf(insecureRegistries);
        mirrors = List.copyOf(mirrors);
        flags = List.copyOf(flags);
        environment = List.copyOf(environment);
    }

    /**
     * Completes the user's engine options for a host.
     *
     * @throws JmException if a value contains a line break, which the configuration files cannot express
     */
    public static EngineSettings of(
            EngineOptions wanted, String driverName, String daemon, String directory, int port, String storageDriver) {
        List<String> labels = new ArrayList<>(wanted.labels());
        labels.add("provider=" + driverName);
        EngineSettings settings = new EngineSettings(
                daemon,
                directory,
                port,
                storageDriver,
                labels,
                wanted.insecureRegistry(),
                wanted.registryMirror(),
                wanted.arbitraryFlags(),
                wanted.env());
        List.of(labels, settings.insecureRegistries, settings.mirrors, settings.flags, settings.environment)
                .forEach(values -> values.forEach(EngineSettings::refuseLineBreak));
        return settings;
    }

    private static void refuseLineBreak(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw new JmException("engine options with a line break are not supported: "
                    + value.lines().findFirst().orElse(""));
        }
    }

    /** Returns all options of the daemon: addresses, storage driver, TLS, and the user's. */
    List<List<String>> daemonOptions() {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("-H", "tcp://0.0.0.0:" + port));
        options.add(List.of("-H", "unix:///var/run/docker.sock"));
        options.addAll(storageOption());
        options.addAll(tlsOptions());
        options.addAll(userOptions());
        return options;
    }

    /** Returns the option for the storage driver, or none. */
    List<List<String>> storageOption() {
        return storageDriver.isEmpty() ? List.of() : List.of(List.of("--storage-driver", storageDriver));
    }

    /** Returns the options that make the engine require client certificates. */
    List<List<String>> tlsOptions() {
        return List.of(
                List.of("--tlsverify"),
                List.of("--tlscacert", directory + "/ca.pem"),
                List.of("--tlscert", directory + "/server.pem"),
                List.of("--tlskey", directory + "/server-key.pem"));
    }

    /** Returns the user's options, each as a list of arguments, in the order of all configuration files. */
    List<List<String>> userOptions() {
        List<List<String>> options = new ArrayList<>();
        labels.forEach(label -> options.add(List.of("--label", label)));
        insecureRegistries.forEach(registry -> options.add(List.of("--insecure-registry", registry)));
        mirrors.forEach(mirror -> options.add(List.of("--registry-mirror", mirror)));
        for (String flag : flags) {
            int space = flag.indexOf(' ');
            int equals = flag.indexOf('=');
            boolean twoArguments = space > 0 && (equals < 0 || space < equals);
            options.add(
                    twoArguments
                            ? List.of(
                                    "--" + flag.substring(0, space),
                                    flag.substring(space + 1).strip())
                            : List.of("--" + flag));
        }
        return options;
    }
}
