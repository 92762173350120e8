package io.jm.provision.host;

import io.jm.ssh.SshReply;

/** The engine as a service of the host's init system. */
public interface Service {
    /** Starts the engine if it is not running. */
    void start(Host host);

    /** Restarts the engine, so that it reads its configuration; returns the result of {@link #restartCommand}. */
    SshReply restart(Host host);

    /** Returns the command that restarts the engine, without the prefix for root. */
    String restartCommand();

    /** Whether the host is known not to have the service. */
    default boolean isMissing(Host host) {
        return false;
    }

    /** Makes the engine start at boot, if it does not already. */
    void enable(Host host);

    /** Returns the command that prints the engine's log. */
    String logCommand();
}
