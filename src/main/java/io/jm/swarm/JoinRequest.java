package io.jm.swarm;

import java.util.List;

/**
 * What is asked of {@link Swarms#join}.
 *
 * @param cluster the cluster's name, which is the machines' group
 * @param machines the machines that are to be in the swarm; empty for all of the group
 * @param roles which of them are to be managers
 * @param advertise auto, private, public, the name of a network interface, or a network as CIDR
 * @param parallel how many workers join at the same time
 */
public record JoinRequest(String cluster, List<String> machines, Roles roles, String advertise, int parallel) {
    private static final int AT_ONCE = 8;

    /** All machines of the group, with so many managers (0: as {@link Roles#DEFAULT}) and addresses chosen by jm. */
    public static JoinRequest ofGroup(String cluster, int managers) {
        return new JoinRequest(cluster, List.of(), new Roles(managers, List.of()), AdvertiseAddress.AUTO, AT_ONCE);
    }
}
