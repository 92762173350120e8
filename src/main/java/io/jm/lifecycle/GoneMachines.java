package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.driver.Driver;
import io.jm.driver.Existence;
import io.jm.drivers.MachineDrivers;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks the drivers of several machines at the same time whether the instances still exist. */
public final class GoneMachines {
    private final MachineStore store;
    private final MachineDrivers drivers;

    public GoneMachines(MachineStore store, MachineDrivers drivers) {
        this.store = store;
        this.drivers = drivers;
    }

    /**
     * The answer for one machine.
     *
     * @param existence unknown if there was none
     * @param why the reason if it is unknown; empty otherwise
     * @param error why nothing could be found out; null if there was an answer
     */
    public record Answer(
            String name,
            Existence existence,
            String why,
            @Nullable JmException error) {}

    /** Returns an answer for each machine, in their order. */
    public List<Answer> ask(List<String> names) {
        Map<String, Answer> answers = new ConcurrentHashMap<>();
        FanOut.run(names, name -> answers.put(name, answer(name)));
        return names.stream()
                .map(name -> Objects.requireNonNull(answers.get(name)))
                .toList();
    }

    private Answer answer(String name) {
        try {
            Machine machine = store.load(name);
            if (new ExtrasFile(store.layout().extras(name)).isUnfinished()) {
                return new Answer(name, Existence.UNKNOWN, "its creation is not finished", null);
            }
            try (Driver driver = drivers.open(machine)) {
                Existence existence = driver.existence();
                String why = existence == Existence.UNKNOWN
                        ? "its driver \"" + machine.driverName() + "\" cannot tell whether it is gone"
                        : "";
                return new Answer(name, existence, why, null);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Answer(name, Existence.UNKNOWN, "", UnexpectedException.of(e));
        }
    }
}
