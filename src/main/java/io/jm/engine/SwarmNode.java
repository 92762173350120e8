package io.jm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A node as the managers of its swarm see it: an element of {@code GET /nodes}.
 *
 * @param id its identity; an engine that leaves and joins again gets another one
 * @param version the number of the last change, which the next change must name
 * @param spec what was asked for: role, availability, labels
 * @param hostname the host's name
 * @param engine the engine's version
 * @param state unknown, down, ready or disconnected; a node that is gone is shown as ready for a while
 * @param address the address from which it came
 * @param managerAddress the address and port for the other managers; empty for a worker
 * @param leader whether it leads the managers
 * @param reachable whether it is a manager that the leader reaches; noticed after some 10 s
 */
public record SwarmNode(
        String id,
        long version,
        ObjectNode spec,
        String hostname,
        String engine,
        String state,
        String address,
        String managerAddress,
        boolean leader,
        boolean reachable) {
    private static final String ROLE = "Role";

    static SwarmNode of(JsonNode document) {
        JsonNode description = document.path("Description");
        JsonNode status = document.path("Status");
        JsonNode manager = document.path("ManagerStatus");
        return new SwarmNode(
                SwarmClient.text(document, "ID"),
                document.path("Version").path("Index").asLong(),
                document.path("Spec") instanceof ObjectNode spec ? spec : JsonNodeFactory.instance.objectNode(),
                SwarmClient.text(description, "Hostname"),
                SwarmClient.text(description.path("Engine"), "EngineVersion"),
                SwarmClient.text(status, "State"),
                SwarmClient.text(status, "Addr"),
                SwarmClient.text(manager, "Addr"),
                manager.path("Leader").asBoolean(),
                manager.path("Reachability").asText("").equals("reachable"));
    }

    /** Returns the role that was asked for. */
    public NodeRole role() {
        return spec.path(ROLE).asText("").equals(NodeRole.MANAGER.text()) ? NodeRole.MANAGER : NodeRole.WORKER;
    }

    public boolean isManager() {
        return role() == NodeRole.MANAGER;
    }

    public boolean isReady() {
        return state.equals("ready");
    }

    /** Returns active, pause or drain. */
    public String availability() {
        return SwarmClient.text(spec, "Availability");
    }

    /** Returns the whole spec with another role: a change replaces all of it. */
    ObjectNode specWith(NodeRole role) {
        return spec.deepCopy().put(ROLE, role.text());
    }
}
