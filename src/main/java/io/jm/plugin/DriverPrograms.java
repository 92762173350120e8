package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.DriverName;
import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the programs that serve drivers. */
public final class DriverPrograms {
    private static final String PREFIX = "docker-machine-driver-";
    private static final String RENAMED_PREFIX = "docker-machine-0.";

    private final Environment environment;

    public DriverPrograms(Environment environment) {
        this.environment = environment;
    }

    /** Returns the drivers built into docker-machine, without those built into jm. */
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

    /** Returns the plugin program of a driver, or null. */
    @Nullable
    Path plugin(DriverName name) {
        return Programs.find(environment, PREFIX + name.text());
    }

    /**
     * Returns the docker-machine that may serve a driver, or null; the one that the user configures may serve any
     * driver.
     */
    @Nullable
    Path host(DriverName name) {
        return configured().isEmpty() && !coreDrivers().contains(name.text()) ? null : host();
    }

    /** Returns whether there is a program that serves a driver, in the {@code PATH} or named by the user. */
    public boolean serves(DriverName name) {
        return plugin(name) != null || host(name) != null;
    }

    /** Returns how to get a driver that was not found; empty if jm does not know. */
    String hint(DriverName name) {
        for (Path file : notExecutable()) {
            if (driverName(file).equals(name.text())) {
                return file + " was found, but is not executable.";
            }
        }
        return coreDrivers().contains(name.text())
                ? "It is built into the Go docker-machine 0.16.2: put that in your PATH too, or name it with "
                        + Setting.DRIVER_HOST.variable() + "=/path/to/docker-machine."
                : "";
    }

    /**
     * Returns the docker-machine that serves core drivers: the one that the user configures, else the first in the
     * {@code PATH} that is not jm, else one that {@code scripts/install} renamed, in the {@code PATH} or next to jm
     * (for a cron job with a short {@code PATH}); or null.
     *
     * @throws JmException if the configured program does not exist or is no executable file
     */
    public @Nullable Path host() {
        String configured = configured();
        if (!configured.isEmpty()) {
            Path program = configured.indexOf('/') >= 0
                    ? environment.workingDirectory().resolve(configured)
                    : Programs.find(environment, configured);
            if (program == null || !Programs.isProgram(program)) {
                throw new JmException(Setting.DRIVER_HOST.variable() + ": there is no program " + configured);
            }
            return program;
        }
        for (Path candidate : Programs.findAll(environment, "docker-machine")) {
            if (!environment.isThisProgram(candidate)) {
                return candidate;
            }
        }
        List<Path> renamed = Programs.startingWith(environment, RENAMED_PREFIX);
        Path here = environment.programDirectory();
        if (renamed.isEmpty() && here != null) {
            renamed = Programs.startingWith(here, RENAMED_PREFIX);
        }
        return renamed.isEmpty() ? null : renamed.get(0);
    }

    private String configured() {
        return environment.get(Setting.DRIVER_HOST);
    }

    /** Returns each plugin in the {@code PATH}, by driver name; the first of a name wins. */
    public Map<String, Path> plugins() {
        Map<String, Path> plugins = new TreeMap<>();
        for (Path program : Programs.startingWith(environment, PREFIX)) {
            plugins.putIfAbsent(driverName(program), program);
        }
        return plugins;
    }

    /** Returns the files in the {@code PATH} that have the name of a plugin but cannot be started. */
    public List<Path> notExecutable() {
        return Programs.notExecutable(environment, PREFIX);
    }

    private String driverName(Path program) {
        String name = program.getFileName().toString().substring(PREFIX.length());
        return environment.windows() && name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
    }
}
