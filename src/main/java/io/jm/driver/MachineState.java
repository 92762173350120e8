package io.jm.driver;

/** What a machine is doing. The ordinals are the numbers of the plugin protocol and of templates. */
public enum MachineState {
    NONE(""),
    RUNNING("Running"),
    PAUSED("Paused"),
    SAVED("Saved"),
    STOPPED("Stopped"),
    STOPPING("Stopping"),
    STARTING("Starting"),
    ERROR("Error"),
    TIMEOUT("Timeout");

    private final String text;

    MachineState(String text) {
        this.text = text;
    }

    /** Returns the text for the user; empty for {@link #NONE}. */
    public String text() {
        return text;
    }
}
