package io.jm.fleet;

import io.jm.store.EngineOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one machine.
 *
 * @param wanted what the file describes; null if it does not contain the machine
 * @param record what is to be recorded as applied once the machine is as the file describes it; null if nothing is
 * @param resumed whether the creation began earlier
 */
public record Step(
        String name,
        Action action,
        List<Change> changes,
        Fleet.@Nullable Wanted wanted,
        @Nullable Applied record,
        boolean resumed) {
    public Step {
        changes = List.copyOf(changes);
    }

    /** Whether it changes the machine's engine, which may restart. */
    public boolean changesEngine() {
        return changes.stream().anyMatch(change -> EngineOption.named(change.option()) != null);
    }

    /** Whether it writes a docker context for a machine that is there. */
    public boolean addsContext() {
        return changes.stream().anyMatch(change -> change.option().equals(Plan.CONTEXT));
    }

    /** Whether something about a machine that stays is not known. */
    boolean isUnknown() {
        return action == Action.KEEP && !changes.isEmpty();
    }
}
