package io.jm.lifecycle;

import io.jm.provision.Distribution;
import io.jm.provision.HostSetup;
import io.jm.provision.host.Host;

/**
 * A host whose system is detected.
 *
 * @param host facts and commands
 * @param distribution how engines are installed on that system
 */
public record KnownHost(Host host, Distribution distribution) {
    /** Restarts the engine. */
    void restartEngine(int port) {
        HostSetup.restart(host, distribution.service(), port);
    }

    /** Waits until the engine listens on the port. */
    void awaitEngine(int port) {
        HostSetup.waitForPort(host, distribution.service(), port);
    }
}
