package io.jm.fleet;

import io.jm.yaml.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in the file, before it is known which options its drivers have.
 *
 * @param group the group whose machines the file describes
 * @param context whether each machine has a docker context
 * @param swarm the swarm that the machines form, or null
 * @param defaults what holds for machines that do not say otherwise
 * @param machines the machines, in the order of the file
 */
public record FleetFile(
        String group, boolean context, @Nullable Swarm swarm, Section defaults, List<Section> machines) {
    /** How many machines a file may describe. */
    public static final int MAX_MACHINES = 1000;

    /**
     * The swarm of the machines.
     *
     * @param managers how many of them are managers; 0 for as many as there usually are
     * @param advertise the addresses that its nodes tell each other, as of {@code swarm join}
     */
    public record Swarm(int managers, String advertise) {}

    /**
     * A machine, or several with the same options.
     *
     * @param at where its name is
     * @param name the name; that of the defaults is empty
     * @param count how many machines there are, called NAME-1, NAME-2 and so on; 0 if it is one, called NAME
     * @param driver the driver; empty if that of the defaults holds
     * @param options the options of create by their names without dashes
     */
    public record Section(Position at, String name, int count, String driver, Map<String, GivenOption> options) {}
}
