package io.jm.drivers;

import io.jm.driver.DriverName;
import io.jm.os.Environment;
import io.jm.plugin.DriverPrograms;
import io.jm.plugin.JavaDrivers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every driver that can be named, and where it comes from; where two have one name, the one that is used. */
public final class DriverCatalog {
    private final Environment environment;
    private final JavaDrivers jars;
    private final DriverPrograms programs;

    public DriverCatalog(Environment environment, JavaDrivers jars, DriverPrograms programs) {
        this.environment = environment;
        this.jars = jars;
        this.programs = programs;
    }

    /**
     * A driver.
     *
     * @param kind {@code built-in}, {@code java}, {@code plugin}, or {@code docker-machine} for one of its core drivers
     * @param program the file that it is in; empty if it is in jm itself
     */
    public record Entry(String name, String kind, String program) {}

    /** Every name that may be meant, also of docker-machine's own drivers where that is not there. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(DriverPrograms.coreDrivers());
        names.addAll(programs.plugins().keySet());
        names.addAll(jars.programs().keySet());
        names.addAll(Drivers.BUILT_IN);
        return names;
    }

    /** The files in the {@code PATH} that have the name of a plugin but are not executable. */
    public List<Path> notExecutable() {
        return programs.notExecutable();
    }

    /** All of them by name; nothing is started. */
    public List<Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        Path host = programs.host();
        if (host != null) {
            for (String name : DriverPrograms.coreDrivers()) {
                entries.put(name, new Entry(name, "docker-machine", host.toString()));
            }
        }
        programs.plugins().forEach((name, program) -> entries.put(name, new Entry(name, "plugin", program.toString())));
        jars.programs().forEach((name, program) -> entries.put(name, new Entry(name, "java", program)));
        for (String name : Drivers.BUILT_IN) {
            if (!PluginPreference.isFor(DriverName.of(name), environment)) {
                entries.put(name, new Entry(name, "built-in", ""));
            }
        }
        return new ArrayList<>(entries.values());
    }
}
