package io.jm.connection;

import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.certs.ServerCertificateCheck;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import java.nio.file.Path;

/**
 * Tells that a machine has come up at an address that its engine's certificate does not name, so that no client can
 * check it, and what fixes it.
 */
public record AddressWarning(StoreLayout layout, Console console, Environment environment) {
    public void of(Machine machine, Driver driver) {
        String address = address(driver);
        Path certificate = CertificateFiles.of(layout, machine).serverCert();
        if (!address.isEmpty() && ServerCertificateCheck.lacksHost(certificate, address)) {
            console.error("The certificate of the machine \"" + machine.name() + "\" does not name its address "
                    + address + "; \"" + environment.program() + " regenerate-certs " + machine.name()
                    + "\" gives it one that does.");
        }
    }

    /** An unknown address cannot be missing from the certificate. */
    private static String address(Driver driver) {
        try {
            return driver.ip();
        } catch (JmException e) {
            return "";
        }
    }
}
