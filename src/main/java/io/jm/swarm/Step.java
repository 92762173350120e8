package io.jm.swarm;

import io.jm.engine.NodeRole;

/**
 * What is to be done with one machine.
 *
 * @param machine the machine's name
 * @param action what
 * @param role the role that it has then
 * @param reset whether it first gives up an attempt to join that failed
 * @param problem why nothing can be done, for {@link Action#FAIL}; else empty
 */
record Step(String machine, Action action, NodeRole role, boolean reset, String problem) {
    /** What can be done with a machine. */
    enum Action {
        /** Makes the swarm. */
        INIT,
        JOIN,
        /** Is what it should be. */
        KEEP,
        PROMOTE,
        DEMOTE,
        /** Cannot be brought into the swarm. */
        FAIL
    }

    static Step fail(String machine, String problem) {
        return new Step(machine, Action.FAIL, NodeRole.WORKER, false, problem);
    }

    boolean is(Action other) {
        return action == other;
    }
}
