package io.jm.cloud;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What the cloud drivers of one process share. */
public interface CloudServices {
    /**
     * Returns a connection to a provider, which is made for the first request: most commands send none.
     *
     * @param tls whom to trust; null for the authorities of the system
     */
    Transport transport(@Nullable SSLContext tls);

    /**
     * Returns a connection to the services that a provider offers to its own instances, at an address of their own network:
     * without a proxy, and given up after a second, since mostly there is nothing.
     */
    default Transport nearby() {
        return transport(null);
    }

    /** The answers that the drivers of several machines share. */
    SharedAnswers answers();
}
