package io.jm.driver;

import java.util.Set;

/**
 * Forwards ports of this host to the same ports of a running machine that cannot be reached by an address of its own
 * network.
 */
public interface PortForwarding extends AutoCloseable {
    /** Returns the ports that are forwarded now, without those of the machine itself (SSH, engine). */
    Set<PublishedPort> forwarded();

    /**
     * Forwards a port.
     *
     * @throws io.jm.base.JmException with the reason, such as a port that another program uses
     */
    void forward(PublishedPort port);

    /**
     * Ends the forwarding of a port; established connections may stay.
     *
     * @throws io.jm.base.JmException with the reason, if the port was not forwarded
     */
    void remove(PublishedPort port);

    /** Blocks until the machine has stopped. */
    void awaitEnd();

    /** Disconnects from the machine; ports that are forwarded stay so. May be called by another thread, and twice. */
    @Override
    void close();
}
