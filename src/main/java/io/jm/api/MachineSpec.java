package io.jm.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a new machine shall be: a driver, and options of {@code jm create}. It cannot be changed; each method returns another
 * one.
 */
public final class MachineSpec {
    /** Those that make no machine, or not one. */
    private static final Set<String> REFUSED = Set.of("driver", "d", "plan", "resume", "count", "help", "h");

    private final String driver;
    private final Map<String, List<String>> options;

    private MachineSpec(String driver, Map<String, List<String>> options) {
        this.driver = driver;
        this.options = options;
    }

    /**
     * Describes a machine of a driver with its defaults.
     *
     * @param driver the driver's name, for example {@code qemu}
     * @return the description
     * @throws IllegalArgumentException if the name is empty
     */
    public static MachineSpec of(String driver) {
        if (driver.isEmpty()) {
            throw new IllegalArgumentException("a machine needs the name of a driver");
        }
        return new MachineSpec(driver, Map.of());
    }

    /**
     * Sets an option, as in {@code with("engine-label", "purpose=tests", "team=web")}. One that is not set has its default, or the
     * value of its environment variable.
     *
     * @param option the option as {@code jm create --driver NAME --help} lists it, without dashes
     * @param values its value; several for an option that may be repeated; {@code "true"} for a switch
     * @return the description with the option
     * @throws IllegalArgumentException if there is no value, or if it is no option of one new machine
     */
    public MachineSpec with(String option, String... values) {
        if (option.isEmpty() || option.startsWith("-") || option.contains("=") || REFUSED.contains(option)) {
            throw new IllegalArgumentException("\"" + option + "\" is no option of a new machine; options are named"
                    + " without dashes, for example engine-label");
        }
        if (values.length == 0) {
            throw new IllegalArgumentException("the option " + option + " needs a value, \"true\" if it is a switch");
        }
        Map<String, List<String>> more = new LinkedHashMap<>(options);
        more.put(option, List.of(values));
        return new MachineSpec(driver, more);
    }

    /** Returns the arguments of {@code create}. */
    List<String> arguments(String name) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--driver=" + driver);
        options.forEach((option, values) -> values.forEach(value -> arguments.add("--" + option + "=" + value)));
        arguments.add("--");
        arguments.add(name);
        return arguments;
    }
}
