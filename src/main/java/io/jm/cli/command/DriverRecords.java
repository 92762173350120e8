package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.fleet.Fleet;
import io.jm.fleet.GivenOption;
import io.jm.fleet.RecordedMachines;
import io.jm.machine.Machine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What drivers within jm tell of machines that {@code apply} did not make; no process is started for a plan. */
record DriverRecords(Context context) implements RecordedMachines.DriverRecord {
    @Override
    public Map<String, List<String>> of(Machine machine, Fleet.Wanted wanted) {
        Map<String, List<String>> values = new HashMap<>();
        if (context.machineDrivers().startsProcess(machine)) {
            return values;
        }
        try (Driver driver = context.machineDrivers().open(machine)) {
            driver.recordedOptions()
                    .forEach((name, value) ->
                            values.put(name, inFile(value, wanted.options().get(name))));
        } catch (JmException e) {
            // what cannot be read is not known
            return Map.of();
        }
        return values;
    }

    /** Returns a value as the file has it, if that means the same. */
    private List<String> inFile(String value, @Nullable GivenOption given) {
        if (given != null
                && given.values().size() == 1
                && FleetRequests.expanded(given.values().get(0), context.environment())
                        .equals(value)) {
            return given.values();
        }
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
