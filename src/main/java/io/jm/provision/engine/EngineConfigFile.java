package io.jm.provision.engine;

/** Writes an engine's settings in the form that one kind of system reads at the engine's start. */
public interface EngineConfigFile {
    /** Where the file lives. */
    String path();

    /** The whole text. */
    String text(EngineSettings settings);
}
