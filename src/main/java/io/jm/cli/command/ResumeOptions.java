package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import io.jm.machine.Machine;
import io.jm.store.EngineOption;
import io.jm.text.PortNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options that are given with {@code create --resume}: those that describe a host that exists correct what is
 * recorded, since with wrong ones it may not have been reached.
 */
final class ResumeOptions {
    private final Set<String> given;
    private final DriverOptions options;

    /**
     * Takes the options.
     *
     * @param given the names of those on the command line
     */
    ResumeOptions(Set<String> given, DriverOptions options) {
        this.given = new TreeSet<>(given);
        this.given.remove("resume");
        this.options = options;
    }

    /** Whether there is an option, apart from the driver that is recorded. */
    boolean areGiven(Machine machine) {
        if (options.text("driver").equals(machine.driverName())) {
            given.remove("driver");
        }
        return !given.isEmpty();
    }

    /**
     * Rejects what would have no effect, because what is recorded applies.
     *
     * @param program the program's name
     */
    void refuseOthers(Machine machine, Driver driver, String program) {
        List<String> others = new ArrayList<>();
        boolean settable = true;
        for (String option : given) {
            if (!driver.hostOptions().containsKey(option)) {
                others.add("--" + option);
                settable &= EngineOption.named(option) != null || option.equals("group") || option.equals("ssh-jump");
            }
        }
        if (!others.isEmpty()) {
            String names = String.join(", ", others);
            throw new JmException("create --resume uses the options recorded for \"" + machine.name() + "\": leave out "
                    + names
                    + (settable
                            ? ", and change them first with \"" + program + " set " + String.join(" ... ", others)
                                    + " ... " + machine.name() + "\""
                            : ", or remove the machine and create it again"));
        }
    }

    /** Returns the driver, which has the corrected values now. */
    Driver correct(Driver driver) {
        if (given.isEmpty()) {
            return driver;
        }
        ObjectNode fields = driver.config();
        for (Map.Entry<String, String> option : driver.hostOptions().entrySet()) {
            String name = option.getKey();
            if (given.contains(name) && options.raw(name) instanceof Long number) {
                fields.put(option.getValue(), PortNumber.of("--" + name, number));
            } else if (given.contains(name)) {
                fields.put(option.getValue(), options.text(name));
            }
        }
        driver.load(fields);
        return driver;
    }
}
