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

/** Warns when the address of a machine is not in its engine's certificate, so that clients reject it. */
public final class AddressWarning {
    private final StoreLayout layout;
    private final Console console;
    private final Environment environment;

    public AddressWarning(StoreLayout layout, Console console, Environment environment) {
        this.layout = layout;
        this.console = console;
        this.environment = environment;
    }

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
