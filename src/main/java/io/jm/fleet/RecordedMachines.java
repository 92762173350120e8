package io.jm.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The machines of the store that concern a file: those that it names, and those of its group.
 *
 * @param machines the machines
 * @param unreadable the errors of machines that the file does not name and whose group is not known
 */
public record RecordedMachines(List<RecordedMachine> machines, List<JmException> unreadable) {
    /** Tells what is recorded of a machine that was not made by {@code apply}. */
    @FunctionalInterface
    public interface DriverRecord {
        /** Returns the values of its driver's options, as the file would have them. */
        Map<String, List<String>> of(Machine machine, Fleet.Wanted wanted);
    }

    /**
     * Reads the records; nothing is written.
     *
     * @param drivers asked about machines whose driver is that of the file
     * @throws JmException if a machine that the file names cannot be read
     */
    public static RecordedMachines of(MachineStore store, Fleet fleet, DriverRecord drivers) {
        Map<String, Fleet.Wanted> wanted = new HashMap<>();
        fleet.machines().forEach(machine -> wanted.put(machine.name(), machine));
        List<RecordedMachine> machines = new ArrayList<>();
        List<JmException> unreadable = new ArrayList<>();
        for (String name : store.names()) {
            try {
                ExtrasFile extras = new ExtrasFile(store.layout().extras(name));
                String group = extras.group();
                Fleet.Wanted one = wanted.get(name);
                if (one != null) {
                    machines.add(named(store, one, group, extras, drivers));
                } else if (group.equals(fleet.group())) {
                    machines.add(new RecordedMachine(name, group, "", null, Map.of(), false, false));
                }
            } catch (JmException e) {
                if (wanted.containsKey(name)) {
                    throw e;
                }
                unreadable.add(e);
            }
        }
        return new RecordedMachines(machines, unreadable);
    }

    private static RecordedMachine named(
            MachineStore store, Fleet.Wanted wanted, String group, ExtrasFile extras, DriverRecord drivers) {
        String name = wanted.name();
        boolean unfinished = extras.isUnfinished();
        boolean context = !extras.contexts().isEmpty();
        ObjectNode applied = extras.applied();
        if (applied != null) {
            Applied record = Applied.read(applied);
            return new RecordedMachine(name, group, record.driver(), record, Map.of(), unfinished, context);
        }
        Machine machine = store.peek(name);
        Map<String, List<String>> known = RecordedMachine.engine(machine);
        if (machine.driverName().equals(wanted.driver())) {
            known.putAll(drivers.of(machine, wanted));
        }
        return new RecordedMachine(name, group, machine.driverName(), null, known, unfinished, context);
    }
}
