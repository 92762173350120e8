package io.jm.driver;

import io.jm.base.JmException;

/** Neither jm itself nor any program found on the machine is the driver asked for. */
public final class DriverNotFoundException extends JmException {
    private static final long serialVersionUID = 1L;

    public DriverNotFoundException(String driverName) {
        super("Driver \"" + driverName + "\" not found. Do you have the plugin binary \"docker-machine-driver-"
                + driverName + "\" accessible in your PATH?");
    }
}
