package io.jm.connection;

import io.jm.certs.CertificateFiles;
import io.jm.driver.Driver;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineUrl;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;

/**
 * How to talk to the engine of a machine.
 *
 * @param address the engine's URL, whose scheme says whether to use TLS
 * @param tls the files of the machine's client
 */
public record EngineAccess(String address, EngineTls tls) {
    /**
     * Asks the machine's driver.
     *
     * @param url the engine's address as the driver gave it; where TLS is disabled, {@code tcp} becomes {@code http}
     */
    public static EngineAccess of(StoreLayout layout, Machine machine, Driver driver, String url) {
        String address = driver.tlsDisabled() ? EngineUrl.of(url).withoutTls().text() : url;
        return new EngineAccess(address, CertificateFiles.of(layout, machine).client());
    }
}
