package io.jm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an engine knows about its own place in a swarm: {@code GET /info}.
 *
 * @param hostname the host's name
 * @param engine the engine's version
 * @param state inactive; pending: it tries to join, or waits for the managers of its swarm; active; error: it cannot join, or
 *     cannot go on; locked
 * @param nodeId its identity in the swarm; empty if it is in none
 * @param address the address that it advertises to the other nodes; empty if it is in none
 * @param manager whether it is a manager whose API for the swarm is there
 * @param error why it is not a working part of the swarm; empty if it is
 * @param managers the addresses of the managers that it knows, as {@code 10.0.0.4:2377}
 */
public record SwarmInfo(
        String hostname,
        String engine,
        String state,
        String nodeId,
        String address,
        boolean manager,
        String error,
        List<String> managers) {
    /** It is in no swarm. */
    public static final String INACTIVE = "inactive";
    /** It is in a swarm. */
    public static final String ACTIVE = "active";
    /** It is a manager that waits for the key of its swarm. */
    public static final String LOCKED = "locked";

    private static final int MAX_MANAGERS = 100;

    static SwarmInfo of(JsonNode document) {
        JsonNode swarm = document.path("Swarm");
        List<String> managers = new ArrayList<>();
        for (JsonNode remote : swarm.path("RemoteManagers")) {
            if (managers.size() < MAX_MANAGERS) {
                managers.add(SwarmClient.text(remote, "Addr"));
            }
        }
        String state = SwarmClient.text(swarm, "LocalNodeState");
        return new SwarmInfo(
                SwarmClient.text(document, "Name"),
                SwarmClient.text(document, "ServerVersion"),
                state.isEmpty() ? INACTIVE : state,
                SwarmClient.text(swarm, "NodeID"),
                SwarmClient.text(swarm, "NodeAddr"),
                swarm.path("ControlAvailable").asBoolean(),
                SwarmClient.text(swarm, "Error"),
                managers);
    }

    /** Whether it is in no swarm, and does not try to be. */
    public boolean isInactive() {
        return state.equals(INACTIVE);
    }
}
