package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
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
        if (!store.exists(DEFAULT)) {
            throw new JmException("Error: No machine name(s) specified and no \"default\" machine exists");
        }
        return store.load(DEFAULT);
    }
}
