package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.driver.MachineState;
import io.jm.go.text.GoRegex;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which machines {@code ls} shows: of the values for one key one must match, and every key that is given must match.
 */
public final class ListFilter {
    private final List<String> swarms = new ArrayList<>();
    private final List<String> drivers = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<GoRegex> nameExpressions = new ArrayList<>();

    /**
     * Reads {@code KEY=VALUE} texts.
     *
     * @throws JmException if there is no such key, or no {@code =}
     */
    public ListFilter(List<String> conditions) {
        for (String condition : conditions) {
            int separator = condition.indexOf('=');
            if (separator < 0) {
                throw new JmException("Unsupported filter syntax");
            }
            String key = condition.substring(0, separator).toLowerCase(Locale.ROOT);
            String value = condition.substring(separator + 1);
            switch (key) {
                case "swarm" -> swarms.add(value);
                case "driver" -> drivers.add(value);
                case "state" -> states.add(value);
                case "name" -> names.add(value);
                case "label" -> labels.add(value);
                case "group" -> groups.add(value);
                default -> throw new JmException("Unsupported filter key '" + key + "'");
            }
        }
    }

    /** Whether the machine's state must be known. */
    boolean asksForState() {
        return !states.isEmpty();
    }

    /** Whether the machine matches in everything but its state. */
    boolean matchesRecord(Machine machine, SwarmMasters masters) {
        return matchesOne(drivers, machine.driverName())
                && (swarms.isEmpty() || matchesOne(swarms, masters.of(machine)))
                && matchesName(machine.name())
                && matchesLabel(machine);
    }

    boolean matchesState(MachineState state) {
        return matchesOne(states, state.text());
    }

    /**
     * Whether the name matches.
     *
     * @throws JmException if one of the expressions is none; but only when a name is tested, as in docker-machine
     */
    public boolean matchesName(String name) {
        if (nameExpressions.size() < names.size()) {
            for (String expression : names) {
                nameExpressions.add(GoRegex.compile(expression));
            }
        }
        for (GoRegex expression : nameExpressions) {
            if (expression.find(name)) {
                return true;
            }
        }
        return names.isEmpty();
    }

    /** Whether the machine is in one of the groups; reads its file only if a group is asked for. */
    boolean matchesGroup(StoreLayout layout, String name) {
        return groups.isEmpty() || groups.contains(new ExtrasFile(layout.extras(name)).group());
    }

    private boolean matchesLabel(Machine machine) {
        for (String wanted : labels) {
            int separator = wanted.indexOf('=');
            String key = separator < 0 ? wanted : wanted.substring(0, separator);
            for (String label : machine.engine().labels()) {
                int split = label.indexOf('=');
                boolean sameKey = key.equals(split < 0 ? label : label.substring(0, split));
                String value = split < 0 ? "" : label.substring(split + 1);
                if (sameKey && (separator < 0 || value.equalsIgnoreCase(wanted.substring(separator + 1)))) {
                    return true;
                }
            }
        }
        return labels.isEmpty();
    }

    private static boolean matchesOne(List<String> wanted, String found) {
        for (String one : wanted) {
            if (one.equalsIgnoreCase(found)) {
                return true;
            }
        }
        return wanted.isEmpty();
    }
}
