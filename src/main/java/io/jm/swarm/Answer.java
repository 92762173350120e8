package io.jm.swarm;

import io.jm.engine.SwarmInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the engine of a machine reported about its place in a swarm.
 *
 * @param machine the machine's name
 * @param address the address by which jm knows the engine; empty if it is not known
 * @param privateAddress the address in the provider's network; empty if the driver records none
 * @param info null if the engine did not answer
 * @param failure why it did not; empty if it did
 */
public record Answer(
        String machine,
        String address,
        String privateAddress,
        @Nullable SwarmInfo info,
        String failure) {
    /** The answer of a machine that gave none. */
    static Answer none(String machine, String address, String failure) {
        return new Answer(machine, address, "", null, failure);
    }

    /** Whether its engine is in the state of that name, see {@link SwarmInfo#state}. */
    boolean is(String state) {
        return info != null && info.state().equals(state);
    }

    /** Whether it is a manager, of any swarm. */
    boolean isManager() {
        return info != null && info.manager();
    }

    /** Whether it belongs to a swarm, and is not only trying to. */
    boolean isMember() {
        return info != null && !info.nodeId().isEmpty() && !info.isInactive();
    }

    /** Returns its identity in its swarm; empty if it is in none. */
    String nodeId() {
        return info == null ? "" : info.nodeId();
    }

    /** Whether this is an address of the machine. */
    boolean hasAddress(String other) {
        return !other.isEmpty()
                && (other.equals(address)
                        || other.equals(privateAddress)
                        || info != null && other.equals(info.address()));
    }
}
