package io.jm.machine;

/**
 * A script of the user that is run on a host.
 *
 * @param name the name of its file, for messages
 * @param beforeEngine whether it is run before the engine is installed; if not, when the engine works
 * @param text its whole content
 */
public record ProvisionScript(String name, boolean beforeEngine, String text) {
    /** Returns the name only: the text may have secrets. */
    @Override
    public String toString() {
        return name;
    }
}
