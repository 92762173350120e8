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

/** The options that select machines, for commands whose arguments are not machines only; see {@link MachineSelection}. */
public final class SelectionOptions {
    @Option(names = "--all", description = "All machines")
    private boolean all;

    @Option(names = "--group", description = "The machines of this group")
    private @Nullable String group;

    @Option(names = "--filter", description = "The machines that match KEY=VALUE, as for ls")
    private List<String> filters = new ArrayList<>();

    /** Whether machines are selected by an option and not by name, so that there may be any number of them. */
    public boolean areGiven() {
        return all || group != null || !filters.isEmpty();
    }

    /**
     * Returns the names of the selected machines: in the order in which they were named, else in the order of ls. They
     * may be unreadable, and those that were named may not exist, which is an error when they are loaded.
     *
     * @param named the machines that are named; a second time counts once
     * @throws UsageException if nothing is selected, or machines are named and an option selects others
     */
    public List<String> names(Context context, List<String> named) {
        if (named.isEmpty() && !areGiven()) {
            throw new UsageException(
                    "Error: No machine selected: name machines, or use --all, --group GROUP or --filter KEY=VALUE");
        }
        if (!areGiven()) {
            return List.copyOf(new LinkedHashSet<>(named));
        }
        if (!named.isEmpty()) {
            throw new UsageException("Error: Name machines, or use --all, --group or --filter, but not both: "
                    + String.join(" ", named));
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
