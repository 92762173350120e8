package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.ListFilter;
import io.jm.inventory.Listing;
import io.jm.machine.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of docker-machine's commands, which has no groups, that takes the machines of a group instead of names. */
final class GroupOption {
    @Option(names = "--group", order = Addition.OPTION, description = "The machines of this group")
    private @Nullable String group;

    boolean isGiven() {
        return group != null;
    }

    /**
     * Returns the names of the group's machines, or those that are given without the option. Machines that cannot be read
     * are left out: their group may not be known.
     *
     * @throws JmException if there are names too, or the group has no machine
     */
    List<String> names(Context context, List<String> named) {
        if (group == null) {
            return named;
        }
        if (!named.isEmpty()) {
            throw new UsageException("Error: Name machines, or use --group, but not both: " + String.join(" ", named));
        }
        List<String> members = List.of();
        // an empty variable of a script must not mean the machines without a group
        if (!group.isEmpty()) {
            Listing listing = context.listing(AnswerLimits.of(null, context.environment()));
            members = listing.select(new ListFilter(List.of("group=" + group))).machines().stream()
                    .map(Machine::name)
                    .toList();
        }
        if (members.isEmpty()) {
            throw new JmException("No machine is in the group \"" + group + "\"");
        }
        return members;
    }
}
