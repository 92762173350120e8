package io.jm.provision;

import io.jm.machine.EngineOptions;

/**
 * What a host is to become.
 *
 * @param machineName the name it gets
 * @param driverName the driver's name, which becomes a label of the engine
 * @param engine what the user asked for
 * @param port the TCP port of the engine
 * @param packages whether a missing engine may be installed
 */
public record Setup(String machineName, String driverName, EngineOptions engine, int port, boolean packages) {
    /** Whether the user forbade an install. */
    boolean installsNothing() {
        String url = engine.installUrl();
        return !packages || url.isEmpty() || url.equalsIgnoreCase("none");
    }
}
