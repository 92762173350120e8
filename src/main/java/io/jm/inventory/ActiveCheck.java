package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.driver.MachineState;
import io.jm.engine.EngineUrl;
import io.jm.machine.SwarmOptions;

/**
 * Tells the machine that the Docker client is pointed at.
 *
 * @param dockerHost the value of {@code DOCKER_HOST}, or empty
 */
record ActiveCheck(String dockerHost) {
    /** Returns the marker in the table for a machine that answered. */
    String marker(MachineState state, String url, SwarmOptions swarm) {
        // docker-machine marks a machine without URL as active if DOCKER_HOST is not set
        if (dockerHost.isEmpty() || url.isEmpty() || state != MachineState.RUNNING) {
            return MachineRow.INACTIVE;
        }
        if (swarm.master() && dockerHost.equals(swarmUrl(url, swarm.host()))) {
            return MachineRow.ACTIVE_SWARM;
        }
        return pointsAt(url) ? MachineRow.ACTIVE : MachineRow.INACTIVE;
    }

    /** The value is the recorded address, or the form of it that {@code env} prints. */
    private boolean pointsAt(String url) {
        if (dockerHost.equals(url)) {
            return true;
        }
        try {
            return dockerHost.equals(EngineUrl.of(url).dockerHost());
        } catch (JmException e) {
            // no address that env would print
            return false;
        }
    }

    private static String swarmUrl(String url, String swarmHost) {
        int portOfUrl = url.lastIndexOf(':');
        int portOfSwarm = swarmHost.lastIndexOf(':');
        return portOfUrl < 0 || portOfSwarm < 0 ? "" : url.substring(0, portOfUrl) + swarmHost.substring(portOfSwarm);
    }
}
