package io.jm.engine;

/** What a node does in its swarm. */
public enum NodeRole {
    /** Keeps the state of the swarm together with the other managers, and runs containers too. */
    MANAGER("manager"),
    /** Runs containers. */
    WORKER("worker");

    private final String text;

    NodeRole(String text) {
        this.text = text;
    }

    /** Returns the word of the engine's API. */
    public String text() {
        return text;
    }
}
