package io.jm.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A swarm as one of its managers describes it: {@code GET /swarm}.
 *
 * @param id its identity
 * @param cluster the name that jm gave it; empty if jm did not make it
 * @param workerToken with which an engine joins as a worker
 * @param managerToken with which an engine joins as a manager
 */
public record Swarm(String id, String cluster, JoinToken workerToken, JoinToken managerToken) {
    /** The label of a swarm that has the name of its cluster. */
    static final String LABEL = "io.jm.cluster";

    static Swarm of(JsonNode document) {
        JsonNode tokens = document.path("JoinTokens");
        return new Swarm(
                SwarmClient.text(document, "ID"),
                SwarmClient.text(document.path("Spec").path("Labels"), LABEL),
                new JoinToken(tokens.path("Worker").asText("")),
                new JoinToken(tokens.path("Manager").asText("")));
    }

    /** Returns the token for a role. */
    public JoinToken token(NodeRole role) {
        return role == NodeRole.MANAGER ? managerToken : workerToken;
    }
}
