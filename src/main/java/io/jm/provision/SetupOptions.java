package io.jm.provision;

import io.jm.machine.EngineOptions;

/**
 * The settings of one provisioning run.
 *
 * @param machineName the machine name, which becomes the host name
 * @param driverName the driver's name, which becomes a label of the engine
 * @param engine the user's engine options
 * @param port the TCP port of the engine
 */
public record SetupOptions(String machineName, String driverName, EngineOptions engine, int port) {
    /** Whether the user disabled the installation of an engine. */
    boolean installsNothing() {
        String url = engine.installUrl();
        return url.isEmpty() || url.equalsIgnoreCase("none");
    }
}
