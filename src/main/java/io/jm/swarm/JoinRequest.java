package io.jm.swarm;

import io.jm.base.JmException;
import java.util.List;

/**
 * What is asked of {@link Swarms#join}.
 *
 * @param cluster the cluster's name, which is the machines' group
 * @param machines the machines that are to be in the swarm; empty for all of the group
 * @param roles which of them are to be managers
 * @param advertise auto, private, public, the name of a network interface, or a network as CIDR
 * @param parallel how many workers join at the same time
 * @param context whether the swarm gets a docker context
 */
public record JoinRequest(
        String cluster, List<String> machines, Roles roles, String advertise, int parallel, boolean context) {
    /**
     * Checks what is asked.
     *
     * @throws JmException if a cluster cannot have that name, or there is no such way to choose addresses
     */
    public JoinRequest {
        Members.requireName(cluster);
        AdvertiseAddress.check(advertise);
    }
}
