package io.jm.provision;

/** The host's way to start and stop the engine. */
public interface Service {
    /** Starts the engine if it does not run. */
    void start(Host host);

    /** Starts the engine anew, so that it reads its configuration. */
    void restart(Host host);

    /** Lets the engine start with the host; does nothing if that is so already. */
    void enable(Host host);

    /** A command that shows why the engine did not start. */
    String logQuestion();
}
