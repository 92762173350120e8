package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.go.text.GoUrl;
import io.jm.text.PortNumber;

/** The port of a machine's engine. */
final class EnginePort {
    private EnginePort() {}

    /**
     * Takes the port from the driver's URL.
     *
     * @throws JmException if it is not between 1 and 65535
     */
    static int of(Driver driver) {
        String port = GoUrl.parse(driver.url()).port();
        try {
            return port.isEmpty() ? Driver.DEFAULT_ENGINE_PORT : PortNumber.parse(port);
        } catch (JmException e) {
            throw new JmException("the engine's address " + driver.url() + " has no valid port", e);
        }
    }
}
