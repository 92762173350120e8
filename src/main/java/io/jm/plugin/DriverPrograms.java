package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the drivers are that run in programs of their own. */
public final class DriverPrograms {
    private static final String PREFIX = "docker-machine-driver-";
    private static final String HOST_VARIABLE = "MACHINE_DRIVER_HOST";

    private final Environment environment;

    public DriverPrograms(Environment environment) {
        this.environment = environment;
    }

    /** The drivers that every Go docker-machine has inside, those of jm left out. */
    public static List<String> coreDrivers() {
        return List.of(
                "amazonec2",
                "azure",
                "digitalocean",
                "exoscale",
                "google",
                "hyperv",
                "openstack",
                "rackspace",
                "softlayer",
                "virtualbox",
                "vmwarefusion",
                "vmwarevcloudair",
                "vmwarevsphere");
    }

    /** The program of that driver, or null. A name is no path. */
    @Nullable
    Path plugin(String driverName) {
        return driverName.indexOf('/') >= 0 ? null : Programs.find(environment, PREFIX + driverName);
    }

    /** A docker-machine that may serve that driver, or null; one that the user names is asked for any driver. */
    @Nullable
    Path host(String driverName) {
        return named().isEmpty() && !coreDrivers().contains(driverName) ? null : host();
    }

    /**
     * The docker-machine that serves core drivers: the one the user names, else the first that is not jm; or null.
     *
     * @throws JmException if the one that the user names is not there
     */
    public @Nullable Path host() {
        String named = named();
        if (!named.isEmpty()) {
            Path program = named.indexOf('/') >= 0
                    ? environment.workingDirectory().resolve(named)
                    : Programs.find(environment, named);
            if (program == null || !Files.isExecutable(program)) {
                throw new JmException(HOST_VARIABLE + ": there is no program " + named);
            }
            return program;
        }
        for (Path candidate : Programs.findAll(environment, "docker-machine")) {
            if (!environment.isThisProgram(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private String named() {
        return environment.variable(HOST_VARIABLE, "");
    }

    /** Every plugin on the {@code PATH}, by driver name; the first of a name wins. */
    public Map<String, Path> plugins() {
        Map<String, Path> plugins = new TreeMap<>();
        for (Path program : Programs.startingWith(environment, PREFIX)) {
            plugins.putIfAbsent(driverName(program), program);
        }
        return plugins;
    }

    private String driverName(Path program) {
        String name = program.getFileName().toString().substring(PREFIX.length());
        return environment.windows() && name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
    }
}
