package io.jm.provision;

import io.jm.machine.EngineOptions;

/**
 * What a host is to become.
 *
 * @param machineName the name it gets
 * @param driverName the driver's name, which becomes a label of the engine
 * @param engine what the user asked for
 * @param port the TCP port of the engine
 */
public record SetupOptions(String machineName, String driverName, EngineOptions engine, int port) {
    /** Whether the user forbade an install. */
    boolean installsNothing() {
        String url = engine.installUrl();
        return url.isEmpty() || url.equalsIgnoreCase("none");
    }
}
