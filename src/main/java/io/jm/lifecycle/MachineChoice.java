package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the machine a command is about.
 *
 * @param store the machines
 */
public record MachineChoice(MachineStore store) {
    private static final String DEFAULT = "default";

    /**
     * The one machine that was named, or the one called default if none was.
     *
     * @throws JmException if several were named, or if there is no such machine
     */
    public Machine one(List<String> names) {
        if (names.size() > 1) {
            throw new JmException("Error: Expected one machine name as an argument");
        }
        if (!names.isEmpty()) {
            return store.load(names.get(0));
        }
        if (!defaultExists()) {
            throw new JmException("Error: No machine name(s) specified and no \"default\" machine exists");
        }
        return store.load(DEFAULT);
    }

    private boolean defaultExists() {
        try {
            return store.exists(DEFAULT);
        } catch (JmException e) {
            throw e.within("Error checking if host \"default\" exists");
        }
    }

    /**
     * The machines that were named, or the one called default if none was.
     *
     * @throws JmException with a line for each machine that cannot be loaded; then nothing is to be done at all
     */
    public List<Machine> several(List<String> names) {
        if (names.isEmpty()) {
            return List.of(one(names));
        }
        List<Machine> machines = new ArrayList<>();
        StringBuilder failures = new StringBuilder();
        for (String name : names) {
            try {
                machines.add(store.load(name));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                failures.append(failures.isEmpty() ? "" : "\n")
                        .append(UnexpectedException.of(e).getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new JmException(failures.toString());
        }
        return machines;
    }
}
