package io.jm.provision.engine;

/** A file with an engine's settings in the format of one init system. */
public interface EngineConfigFile {
    /** Returns the path on the host. */
    String path();

    /** Returns the content of the file. */
    String text(EngineSettings settings);
}
