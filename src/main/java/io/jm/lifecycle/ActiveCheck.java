package io.jm.lifecycle;

import io.jm.driver.MachineState;
import io.jm.machine.SwarmOptions;

/**
 * Tells the machine that the Docker client is pointed at.
 *
 * @param dockerHost the value of {@code DOCKER_HOST}, or empty
 */
record ActiveCheck(String dockerHost) {
    /** The sign shown in the table for a machine that could be asked. */
    String sign(MachineState state, String url, SwarmOptions swarm) {
        // Without an address nothing is active: the original marks a machine without URL if DOCKER_HOST is not set.
        if (dockerHost.isEmpty() || url.isEmpty() || state != MachineState.RUNNING) {
            return MachineRow.INACTIVE;
        }
        if (swarm.master() && dockerHost.equals(swarmUrl(url, swarm.host()))) {
            return MachineRow.ACTIVE_SWARM;
        }
        return dockerHost.equals(url) ? MachineRow.ACTIVE : MachineRow.INACTIVE;
    }

    private static String swarmUrl(String url, String swarmHost) {
        int portOfUrl = url.lastIndexOf(':');
        int portOfSwarm = swarmHost.lastIndexOf(':');
        return portOfUrl < 0 || portOfSwarm < 0 ? "" : url.substring(0, portOfUrl) + swarmHost.substring(portOfSwarm);
    }
}
