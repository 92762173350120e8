package io.jm.cli;

import io.jm.base.UsageException;
import io.jm.go.text.NaturalOrder;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.ListFilter;
import io.jm.inventory.Listing;
import io.jm.inventory.MachineRow;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The machines that a command is for: named, all, those of a group, or those that match filters. Nothing selected is an
 * error, so that a variable that is empty in a script never means all machines. Only for commands that docker-machine
 * lacks; its own commands keep its rules.
 */
public final class MachineSelection {
    @Option(names = "--all", description = "All machines")
    private boolean all;

    @Option(names = "--group", description = "The machines of this group")
    private @Nullable String group;

    @Option(names = "--filter", description = "The machines that match KEY=VALUE, as for ls")
    private List<String> filters = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    /** Whether no machine is named and none of the options is given. */
    public boolean isEmpty() {
        return names.isEmpty() && !byOption();
    }

    /** Whether machines are selected by an option and not by name, so that there may be any number of them. */
    public boolean byOption() {
        return all || group != null || !filters.isEmpty();
    }

    /**
     * Returns the names of the selected machines: in the order in which they were named, else in the order of ls. They
     * may be unreadable, and those that were named may not exist: loading them tells.
     *
     * @throws UsageException if nothing is selected, or machines are named and an option selects others
     */
    public List<String> names(Context context) {
        if (isEmpty()) {
            throw new UsageException(
                    "Error: No machine selected: name machines, or use --all, --group GROUP or --filter KEY=VALUE");
        }
        if (!byOption()) {
            return List.copyOf(new LinkedHashSet<>(names));
        }
        if (!names.isEmpty()) {
            throw new UsageException("Error: Name machines, or use --all, --group or --filter, but not both: "
                    + String.join(" ", names));
        }
        List<String> conditions = new ArrayList<>(filters);
        if (group != null) {
            conditions.add("group=" + group);
        }
        Listing listing = context.listing(AnswerLimits.of(null, context.environment()));
        Listing.Selection selection = listing.select(new ListFilter(conditions));
        List<String> selected = new ArrayList<>();
        for (Machine machine : selection.machines()) {
            selected.add(machine.name());
        }
        for (MachineRow row : selection.unreadable()) {
            selected.add(row.name());
        }
        selected.sort(new NaturalOrder());
        return selected;
    }
}
