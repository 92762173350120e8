package io.jm.engine;

import io.jm.tls.Expiry;
import java.time.Duration;

/** Asks a Docker engine a question. */
public interface EngineClient {
    /**
     * The engine's version, such as {@code 28.2.2}.
     *
     * @param url the engine's address (tcp, http, https, unix)
     * @param deadline the most it may take altogether
     * @throws io.jm.base.JmException with the cause as the original words it
     */
    String version(String url, EngineTls tls, Duration deadline);

    /**
     * Makes a TLS connection and checks that each side accepts the other's certificate.
     *
     * @param authority host and port, as in {@code 192.0.2.5:2376}
     * @return which of the certificates that were used expires first
     * @throws io.jm.base.JmException with the cause alone
     */
    Expiry checkTls(String authority, EngineTls tls, Duration deadline);
}
