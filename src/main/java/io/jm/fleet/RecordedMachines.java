package io.jm.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The machines of the store that concern a file: those that it names, and those of its group.
 *
 * @param machines the machines
 * @param unreadable the errors of machines that the file does not name and whose group is not known
 */
public record RecordedMachines(List<RecordedMachine> machines, List<JmException> unreadable) {
    /**
     * Reads the records; nothing is written.
     *
     * @throws JmException if a machine that the file names cannot be read
     */
    public static RecordedMachines of(MachineStore store, Fleet fleet) {
        Set<String> wanted = new HashSet<>();
        fleet.machines().forEach(machine -> wanted.add(machine.name()));
        List<RecordedMachine> machines = new ArrayList<>();
        List<JmException> unreadable = new ArrayList<>();
        for (String name : store.names()) {
            try {
                ExtrasFile extras = new ExtrasFile(store.layout().extras(name));
                String group = extras.group();
                if (wanted.contains(name)) {
                    machines.add(named(store, name, group, extras));
                } else if (group.equals(fleet.group())) {
                    machines.add(new RecordedMachine(name, group, "", null, Map.of(), false, false));
                }
            } catch (JmException e) {
                if (wanted.contains(name)) {
                    throw e;
                }
                unreadable.add(e);
            }
        }
        return new RecordedMachines(machines, unreadable);
    }

    private static RecordedMachine named(MachineStore store, String name, String group, ExtrasFile extras) {
        boolean unfinished = extras.isUnfinished();
        boolean context = !extras.contexts().isEmpty();
        ObjectNode applied = extras.applied();
        if (applied != null) {
            Applied record = Applied.read(applied);
            return new RecordedMachine(name, group, record.driver(), record, Map.of(), unfinished, context);
        }
        Machine machine = store.peek(name);
        return new RecordedMachine(
                name, group, machine.driverName(), null, RecordedMachine.engine(machine), unfinished, context);
    }
}
