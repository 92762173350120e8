package io.jm.fleet;

import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.fleet.FleetFile.Section;
import io.jm.go.text.GoBool;
import io.jm.text.Excerpt;
import io.jm.text.Suggestions;
import io.jm.yaml.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Gives each machine of a file its options, and checks them against those that its driver has. */
public final class FleetOptions {
    private final Map<String, CreateFlag> shared = new HashMap<>();
    private final Function<String, List<CreateFlag>> drivers;
    private final Map<String, Map<String, CreateFlag>> known = new LinkedHashMap<>();

    /**
     * Prepares to check.
     *
     * @param shared the options that machines of every driver have
     * @param drivers returns the options of a driver; asked once for each
     */
    public FleetOptions(List<CreateFlag> shared, Function<String, List<CreateFlag>> drivers) {
        shared.forEach(flag -> this.shared.put(flag.name(), flag));
        this.drivers = drivers;
    }

    /**
     * Returns the machines of the file.
     *
     * @throws io.jm.base.JmException with the place of an option that the driver does not have, or of a wrong value
     */
    public Fleet resolve(FleetFile file) {
        Map<String, Fleet.Wanted> machines = new LinkedHashMap<>();
        for (Section section : file.machines()) {
            String driver = driver(section, file.defaults());
            SortedMap<String, GivenOption> options = options(section, file.defaults(), driver);
            for (String name : names(section)) {
                Fleet.Wanted twice = machines.putIfAbsent(name, new Fleet.Wanted(section.at(), name, driver, options));
                if (twice != null) {
                    throw section.at()
                            .error("the machine \"" + name + "\" is in the file twice, also in line "
                                    + twice.at().line());
                }
            }
            if (machines.size() > FleetFile.MAX_MACHINES) {
                throw section.at()
                        .error("with this there are more than " + FleetFile.MAX_MACHINES + " machines in the file");
            }
        }
        checkUse(file.defaults());
        return new Fleet(file.group(), file.context(), file.swarm(), List.copyOf(machines.values()));
    }

    private static List<String> names(Section section) {
        if (section.count() == 0) {
            return List.of(section.name());
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= section.count(); i++) {
            names.add(section.name() + "-" + i);
        }
        return names;
    }

    private static String driver(Section section, Section defaults) {
        String driver = section.driver().isEmpty() ? defaults.driver() : section.driver();
        if (driver.isEmpty()) {
            throw section.at()
                    .error("\"" + section.name() + "\" has no driver: add driver: NAME here, or under defaults");
        }
        return driver;
    }

    /** Options of the defaults hold where the driver has them: there may be machines of several drivers. */
    private SortedMap<String, GivenOption> options(Section section, Section defaults, String driver) {
        Map<String, CreateFlag> flags = flags(driver, section.at());
        SortedMap<String, GivenOption> options = new TreeMap<>();
        defaults.options().forEach((name, given) -> {
            CreateFlag flag = flags.get(name);
            if (flag != null) {
                options.put(name, checked(flag, given));
            }
        });
        section.options().forEach((name, given) -> {
            CreateFlag flag = flags.get(name);
            if (flag == null) {
                throw unknown(given.at(), name, "the driver " + driver + " has no option", List.of(driver));
            }
            options.put(name, checked(flag, given));
        });
        // an empty list is no list
        options.values().removeIf(given -> given.values().isEmpty());
        return options;
    }

    /** Returns all options of a machine of that driver. */
    private Map<String, CreateFlag> flags(String driver, Position at) {
        Map<String, CreateFlag> flags = known.get(driver);
        if (flags == null) {
            flags = new HashMap<>(shared);
            for (CreateFlag flag : ask(driver, at)) {
                flags.put(flag.name(), flag);
            }
            known.put(driver, flags);
        }
        return flags;
    }

    private List<CreateFlag> ask(String driver, Position at) {
        try {
            return drivers.apply(driver);
        } catch (JmException e) {
            throw at.error(e.getMessage());
        }
    }

    /** A default that no driver of the file has is an error. */
    private void checkUse(Section defaults) {
        if (!defaults.driver().isEmpty()) {
            flags(defaults.driver(), defaults.at());
        }
        defaults.options().forEach((name, given) -> {
            boolean used = known.values().stream().anyMatch(flags -> flags.containsKey(name));
            if (!used) {
                throw unknown(given.at(), name, "no driver of this file has an option", List.copyOf(known.keySet()));
            }
        });
    }

    private JmException unknown(Position at, String name, String what, List<String> asked) {
        TreeSet<String> names = new TreeSet<>();
        asked.forEach(
                driver -> names.addAll(known.getOrDefault(driver, Map.of()).keySet()));
        List<String> near = Suggestions.of(name, names);
        return at.error(
                what + " \"" + Excerpt.line(name) + "\"" + (near.isEmpty() ? "" : ". " + Suggestions.question(near)));
    }

    private static GivenOption checked(CreateFlag flag, GivenOption given) {
        if (flag instanceof CreateFlag.TextList) {
            return given;
        }
        if (given.list()) {
            throw given.at().error(flag.name() + " takes one value, not a list");
        }
        String value = given.values().get(0);
        if (flag instanceof CreateFlag.Switch) {
            Boolean on = GoBool.parse(value);
            if (on == null) {
                throw given.at().error(flag.name() + " is true or false" + shown(given));
            }
            // off is how it is without the option
            return given.with(on ? List.of("true") : List.of());
        }
        if (flag instanceof CreateFlag.Number && !value.matches("-?[0-9]{1,18}")) {
            throw given.at().error(flag.name() + " is a number" + shown(given));
        }
        return given;
    }

    private static String shown(GivenOption given) {
        return given.secret() ? "" : ", not \"" + Excerpt.line(given.values().get(0)) + "\"";
    }
}
