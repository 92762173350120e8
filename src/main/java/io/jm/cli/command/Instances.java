package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** Which machines have instances that {@code rm} deletes; of others it removes the record only. */
record Instances(Context context) {
    private static final String WARNING = "WARNING: This action will delete both local reference and remote instance.";

    /** Returns what the user is told before the machines are removed. */
    String warning(List<String> names) {
        if (context.environment().calledAsDockerMachine()) {
            return WARNING;
        }
        List<String> existing = names.stream().filter(this::exists).toList();
        List<String> kept = new ArrayList<>(existing);
        kept.removeIf(this::has);
        if (kept.isEmpty()) {
            return WARNING;
        }
        String note = kept.size() == 1
                ? "The host of " + kept.get(0) + " stays as it is: only its record here is removed."
                : "The hosts of " + String.join(", ", kept) + " stay as they are: only their records here are removed.";
        return kept.size() == existing.size() ? note : WARNING + " " + note;
    }

    private boolean exists(String name) {
        try {
            return context.store().exists(name);
        } catch (JmException e) {
            return false;
        }
    }

    /** Whether a machine has an instance, or may have one, because that cannot be told. */
    boolean has(String name) {
        try {
            Machine machine = context.store().peek(name);
            if (context.machineDrivers().startsProcess(machine)) {
                return true;
            }
            try (Driver driver = context.machineDrivers().open(machine)) {
                Capabilities can = driver.capabilities();
                return !driver.isInstalled() || can.provisioned() && !can.existingHost();
            }
        } catch (JmException e) {
            return true;
        }
    }
}
