package io.jm.lifecycle;

/**
 * A docker context that jm made, or that it should have made.
 *
 * @param name the context's name
 * @param machine the name of its machine
 * @param kind see {@link io.jm.dockercli.ContextKind}
 * @param endpoint the address that docker uses
 * @param condition whether it fits its machine
 * @param current whether it is docker's current context
 */
public record ContextState(
        String name, String machine, String kind, String endpoint, Condition condition, boolean current) {
    /** Whether a context fits its machine. */
    public enum Condition {
        OK("ok"),
        /** The address or the certificates of the machine are others; {@code context sync} writes them. */
        STALE("stale"),
        /** The machine should have this context and docker has none of that name; {@code context sync} makes it. */
        MISSING("missing"),
        /** The machine should have this context, but another program has made one of that name. */
        FOREIGN("not made by jm"),
        /** The store has no such machine; {@code context rm} removes the context. */
        NO_MACHINE("no such machine");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        /** Returns the text for users. */
        public String text() {
            return text;
        }
    }
}
