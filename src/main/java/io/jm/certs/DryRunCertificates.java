package io.jm.certs;

import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.provision.engine.MachineCertificates;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The current certificates, for a dry run, which issues none.
 *
 * @param files their paths
 */
public record DryRunCertificates(CertificateFiles files) implements MachineCertificates {
    private static final String MISSING = "(created without --plan)\n";

    @Override
    public Issued issue() {
        return new Issued(read(files.caCert()), read(files.serverCert()), read(files.serverKey()));
    }

    private static String read(Path file) {
        try {
            return BoundedReader.text(file, Limits.SMALL_FILE);
        } catch (IOException e) {
            return MISSING;
        }
    }
}
