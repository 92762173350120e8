package io.jm.certs;

import io.jm.base.JmException;
import io.jm.engine.EngineTls;
import io.jm.machine.AuthOptions;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.PathText;
import java.nio.file.Path;

/**
 * Where a machine's certificates and keys are. This is the one place that turns what config.json says about them into
 * paths: an empty or missing text is no path but what {@code create} would have recorded.
 *
 * @param directory where the copies for docker clients go
 * @param caCert the authority's certificate
 * @param caKey the authority's key
 * @param clientCert the client's certificate
 * @param clientKey the client's key
 * @param serverCert the engine's certificate
 * @param serverKey the engine's key
 */
public record CertificateFiles(
        Path directory, Path caCert, Path caKey, Path clientCert, Path clientKey, Path serverCert, Path serverKey) {
    /**
     * Those of one machine.
     *
     * @throws JmException if a text can be no path
     */
    public static CertificateFiles of(StoreLayout layout, Machine machine) {
        AuthOptions auth = machine.auth();
        Path certs = layout.certs();
        Path directory = layout.machine(machine.name());
        return new CertificateFiles(
                isRoot(auth.storePath(), layout) ? directory : or(auth.storePath(), directory),
                or(auth.caCertPath(), certs.resolve("ca.pem")),
                or(auth.caPrivateKeyPath(), certs.resolve("ca-key.pem")),
                or(auth.clientCertPath(), certs.resolve("cert.pem")),
                or(auth.clientKeyPath(), certs.resolve("key.pem")),
                or(auth.serverCertPath(), directory.resolve("server.pem")),
                or(auth.serverKeyPath(), directory.resolve("server-key.pem")));
    }

    /** docker-machine records the store itself for machines of its first versions, and leaves copies of keys there. */
    private static boolean isRoot(String recorded, StoreLayout layout) {
        return recorded.equals(layout.root().toString());
    }

    private static Path or(String recorded, Path usual) {
        return recorded.isEmpty() ? usual : PathText.absolute(recorded);
    }

    /** The files of the machine's client. */
    public EngineTls client() {
        return new EngineTls(caCert, clientCert, clientKey);
    }

    /** The files that machines may share, which are made before the first of them. */
    public LocalCertificates.Paths local() {
        return new LocalCertificates.Paths(caCert, caKey, clientCert, clientKey);
    }
}
