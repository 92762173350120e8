package io.jm.engine;

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
     * Makes a TLS connection, checks the certificate, and ends it; nothing is asked.
     *
     * @param authority host and port, as in {@code 192.0.2.5:2376}
     * @throws io.jm.base.JmException with the cause alone
     */
    void checkTls(String authority, EngineTls tls, Duration deadline);
}
