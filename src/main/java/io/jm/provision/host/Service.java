package io.jm.provision.host;

import io.jm.ssh.SshReply;

/** The host's way to start and stop the engine. */
public interface Service {
    /** Starts the engine if it does not run. */
    void start(Host host);

    /** Starts the engine anew, so that it reads its configuration; the answer is that of {@link #restartCommand}. */
    SshReply restart(Host host);

    /** The command that decides whether the engine starts, without what makes it one of root. */
    String restartCommand();

    /** Whether the host is known to have no such service. */
    default boolean isMissing(Host host) {
        return false;
    }

    /** Lets the engine start with the host; does nothing if that is so already. */
    void enable(Host host);

    /** A command that shows why the engine did not start. */
    String logCommand();
}
