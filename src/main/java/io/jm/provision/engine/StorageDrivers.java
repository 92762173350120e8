package io.jm.provision.engine;

import io.jm.base.JmException;
import io.jm.provision.host.EngineVersion;

/** Knows which storage drivers were removed from the engine. */
public final class StorageDrivers {
    private StorageDrivers() {}

    /** Throws if the engine's version no longer has the storage driver. */
    public static void requireSupported(String driver, String version) {
        int major = EngineVersion.major(version);
        boolean removed = (driver.equals("aufs") || driver.equals("overlay")) && major >= 24
                || driver.equals("devicemapper") && major >= 25;
        if (removed) {
            throw new JmException("Unsupported storage driver: " + driver + " (engine " + version
                    + " no longer has it; overlay2 is the default)");
        }
    }
}
