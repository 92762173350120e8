package io.jm.connection;

import io.jm.certs.CertificateFiles;
import io.jm.engine.EngineTls;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The client's certificates in the folder that {@code env} and {@code config} name. Provisioning puts them there; a
 * machine that is only recorded gets them when they are first needed, since its folder is as the original's until then.
 *
 * @param layout the store
 */
record ClientFiles(StoreLayout layout) {
    private static final String PUBLIC = "rw-r--r--";
    private static final String PRIVATE = "rw-------";

    /** Copies what is missing and can be had; a store that may only be read stays as it is. */
    void provide(Machine machine) {
        EngineTls tls = CertificateFiles.of(layout, machine).client();
        Path folder = layout.machine(machine.name());
        copy(tls.caCert(), folder.resolve("ca.pem"), PUBLIC);
        copy(tls.clientCert(), folder.resolve("cert.pem"), PUBLIC);
        copy(tls.clientKey(), folder.resolve("key.pem"), PRIVATE);
    }

    private static void copy(Path source, Path target, String mode) {
        if (Files.exists(target) || !Files.isReadable(source)) {
            return;
        }
        try {
            AtomicFile.write(target, BoundedReader.file(source, Limits.SMALL_FILE), mode);
        } catch (IOException e) {
            // the lines that are printed are right all the same; the client will say what it lacks
            return;
        }
    }
}
