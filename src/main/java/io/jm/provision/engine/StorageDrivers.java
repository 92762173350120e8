package io.jm.provision.engine;

import io.jm.base.JmException;
import io.jm.provision.host.EngineVersion;

/** Which storage drivers engines no longer have. */
public final class StorageDrivers {
    private StorageDrivers() {}

    public static void refuseRemoved(String driver, String version) {
        int major = EngineVersion.major(version);
        boolean gone = (driver.equals("aufs") || driver.equals("overlay")) && major >= 24
                || driver.equals("devicemapper") && major >= 25;
        if (gone) {
            throw new JmException("Unsupported storage driver: " + driver + " (engine " + version
                    + " does not have it any more; overlay2 is the usual choice)");
        }
    }
}
