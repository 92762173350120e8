package io.jm.fleet;

import io.jm.yaml.Position;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The machines that a file describes, each with all its options.
 *
 * @param group the group of the machines
 * @param context whether each machine has a docker context
 * @param swarm the swarm that the machines form, or null
 * @param machines the machines, in the order of the file
 */
public record Fleet(String group, boolean context, FleetFile.@Nullable Swarm swarm, List<Wanted> machines) {
    /**
     * A machine.
     *
     * @param at where it is in the file
     * @param options its options by their names, also those of the defaults
     */
    public record Wanted(Position at, String name, String driver, SortedMap<String, GivenOption> options) {}
}
