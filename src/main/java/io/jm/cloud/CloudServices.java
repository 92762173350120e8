package io.jm.cloud;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What the cloud drivers of one process share. */
public interface CloudServices {
    /**
     * Returns a connection to a provider.
     *
     * @param tls whom to trust; null for the authorities of the system
     */
    Transport transport(@Nullable SSLContext tls);

    /** The answers that the drivers of several machines share. */
    SharedAnswers answers();
}
