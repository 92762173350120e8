package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.DriverName;
import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the drivers are that run in programs of their own. */
public final class DriverPrograms {
    private static final String PREFIX = "docker-machine-driver-";
    private static final String MOVED_ASIDE = "docker-machine-0.";

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

    /** The program of that driver, or null. */
    @Nullable
    Path plugin(DriverName name) {
        return Programs.find(environment, PREFIX + name.text());
    }

    /** A docker-machine that may serve that driver, or null; one that the user names is asked for any driver. */
    @Nullable
    Path host(DriverName name) {
        return named().isEmpty() && !coreDrivers().contains(name.text()) ? null : host();
    }

    /** How to get a driver that was not found; empty if there is nothing to add. */
    static String remedy(DriverName name) {
        return coreDrivers().contains(name.text())
                ? "It is inside the original docker-machine: put that in your PATH too, or name it with "
                        + Setting.DRIVER_HOST.variable() + "=/path/to/docker-machine."
                : "";
    }

    /**
     * The docker-machine that serves core drivers: the one the user names, else the first that is not jm, also one that
     * {@code scripts/install} moved aside, in the {@code PATH} or beside jm, which a cron job calls by its path; or null.
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
                throw new JmException(Setting.DRIVER_HOST.variable() + ": there is no program " + named);
            }
            return program;
        }
        for (Path candidate : Programs.findAll(environment, "docker-machine")) {
            if (!environment.isThisProgram(candidate)) {
                return candidate;
            }
        }
        List<Path> aside = Programs.startingWith(environment, MOVED_ASIDE);
        Path here = environment.programDirectory();
        if (aside.isEmpty() && here != null) {
            aside = Programs.startingWith(here, MOVED_ASIDE);
        }
        return aside.isEmpty() ? null : aside.get(0);
    }

    private String named() {
        return environment.get(Setting.DRIVER_HOST);
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
