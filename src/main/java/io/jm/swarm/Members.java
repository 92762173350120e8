package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.go.text.NaturalOrder;
import io.jm.machine.ExtrasFile;
import io.jm.machine.MachineName;
import io.jm.os.FileLock;
import io.jm.os.LockHolder;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Which machines belong to which cluster: those of the group of that name. */
final class Members {
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(5);

    private final MachineStore store;
    private final Console console;
    private final String program;

    /**
     * Prepares; reads nothing.
     *
     * @param program the program's name for commands
     */
    Members(MachineStore store, Console console, String program) {
        this.store = store;
        this.console = console;
        this.program = program;
    }

    /**
     * Checks the name of a cluster, which is part of the name of a file.
     *
     * @throws JmException if it has other characters than letters, digits, '-' and '.'
     */
    static void requireName(String cluster) {
        if (!MachineName.isValid(cluster)) {
            throw new SwarmException(
                    "The name of a cluster has letters, digits, - and . and not \"" + Printable.line(cluster) + '"');
        }
    }

    /** Returns the group of a machine; empty if it has none. */
    String groupOf(String machine) {
        return new ExtrasFile(store.layout().extras(machine)).group();
    }

    /** Returns the machines of a cluster in the order of ls. */
    List<String> of(String cluster) {
        return new ArrayList<>(all().getOrDefault(cluster, List.of()));
    }

    /**
     * Returns the machines of a cluster.
     *
     * @throws JmException if it has none
     */
    List<String> existing(String cluster) {
        List<String> machines = of(cluster);
        if (machines.isEmpty()) {
            throw new SwarmException("No machine is in the group \"" + Printable.line(cluster) + '"');
        }
        return machines;
    }

    /** Returns a machine's name as the first column of lines about several machines. */
    static String column(List<String> machines, String machine) {
        int width = machines.stream().mapToInt(String::length).max().orElse(0);
        return String.format("%-" + Math.max(1, width) + "s  ", machine);
    }

    /** Returns the machines of each group; those whose group cannot be read are left out, with a message. */
    TreeMap<String, List<String>> all() {
        TreeMap<String, List<String>> groups = new TreeMap<>(new NaturalOrder());
        List<String> names = new ArrayList<>(store.names());
        names.sort(new NaturalOrder());
        for (String name : names) {
            try {
                String group = groupOf(name);
                if (!group.isEmpty()) {
                    groups.computeIfAbsent(group, none -> new ArrayList<>()).add(name);
                }
            } catch (JmException e) {
                console.error("The group of \"" + Printable.line(name) + "\" is not known: " + e.getMessage());
            }
        }
        return groups;
    }

    /**
     * Returns the machines of a cluster and those that are to enter it.
     *
     * @throws JmException if one does not exist, or is in another group
     */
    List<String> with(String cluster, List<String> named) {
        for (String name : named) {
            store.load(name);
            String group = groupOf(name);
            if (!group.isEmpty() && !group.equals(cluster)) {
                throw new SwarmException("\"" + name + "\" is in the group \"" + Printable.line(group)
                        + "\". Take it out first: " + program + " set --group - " + name);
            }
        }
        Set<String> all = new LinkedHashSet<>(of(cluster));
        all.addAll(named);
        List<String> sorted = new ArrayList<>(all);
        sorted.sort(new NaturalOrder());
        return sorted;
    }

    /** Records the group of a machine; an empty one takes it out of its group. */
    void setGroup(String machine, String cluster) {
        if (!groupOf(machine).equals(cluster)) {
            try (MachineLock held = store.lock(machine)) {
                new ExtrasFile(store.layout().extras(machine)).setGroup(cluster);
            }
        }
    }

    /** Keeps other processes from changing the same cluster. */
    FileLock lock(String cluster) {
        return FileLock.acquire(
                store.layout().swarmLock(cluster),
                LOCK_TIMEOUT,
                file -> console.error("Waiting for " + LockHolder.text(file) + ", which is changing the swarm "
                        + cluster + " (lock " + file + ")"));
    }
}
