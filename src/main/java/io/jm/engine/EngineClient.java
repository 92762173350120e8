package io.jm.engine;

import io.jm.tls.Expiry;
import java.time.Duration;

/** Queries a Docker engine. */
public interface EngineClient {
    /**
     * Returns the engine's version, such as {@code 28.2.2}.
     *
     * @throws io.jm.base.JmException as {@link #about}
     */
    default String version(String url, EngineTls tls, Duration timeout) {
        return about(url, tls, timeout).version();
    }

    /**
     * Returns the versions of the engine and of its API.
     *
     * @param url the engine's address (tcp, http, https, unix)
     * @param timeout the maximum total time
     * @throws io.jm.base.JmException with docker-machine's error message
     */
    EngineVersion about(String url, EngineTls tls, Duration timeout);

    /**
     * Opens a TLS connection and checks that each side accepts the other's certificate.
     *
     * @param hostPort host and port, as in {@code 192.0.2.5:2376}
     * @return the expiry of the certificate that expires first
     * @throws io.jm.base.JmException with the cause, without a prefix
     */
    Expiry checkTls(String hostPort, EngineTls tls, Duration timeout);
}
