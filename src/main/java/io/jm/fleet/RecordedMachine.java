package io.jm.fleet;

import io.jm.machine.Machine;
import io.jm.store.EngineOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine as it is recorded here.
 *
 * @param name its name
 * @param group its group; empty if none
 * @param driver its driver
 * @param applied what was applied to it, or null if it was made otherwise
 * @param known for one that was made otherwise, the values of options that its record tells, by their names
 * @param unfinished whether its creation has not come to its end
 * @param context whether a docker context follows it
 */
public record RecordedMachine(
        String name,
        String group,
        String driver,
        @Nullable Applied applied,
        Map<String, List<String>> known,
        boolean unfinished,
        boolean context) {
    /** Returns the values of the engine options of a machine. */
    public static Map<String, List<String>> engine(Machine machine) {
        Map<String, List<String>> engine = new TreeMap<>();
        for (EngineOption option : EngineOption.values()) {
            engine.put(option.optionName(), option.of(machine));
        }
        return engine;
    }
}
