package io.jm.certs;

import io.jm.base.JmException;
import io.jm.engine.EngineTls;
import io.jm.machine.AuthOptions;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.PathText;
import java.nio.file.Path;

/**
 * The paths of a machine's certificates and keys. Only this class resolves the paths in config.json: for an empty or
 * missing one it uses the default of {@code create}.
 *
 * @param directory the directory of the copies for Docker clients
 * @param caCert the CA certificate
 * @param caKey the CA key
 * @param clientCert the client's certificate
 * @param clientKey the client's key
 * @param serverCert the engine's certificate
 * @param serverKey the engine's key
 */
public record CertificateFiles(
        Path directory, Path caCert, Path caKey, Path clientCert, Path clientKey, Path serverCert, Path serverKey) {
    /**
     * Returns the paths of one machine.
     *
     * @throws JmException if a recorded path is invalid
     */
    public static CertificateFiles of(StoreLayout layout, Machine machine) {
        AuthOptions auth = machine.auth();
        Path directory = layout.machine(machine.name());
        return new CertificateFiles(
                isRoot(auth.storePath(), layout) ? directory : or(auth.storePath(), directory),
                or(auth.caCertPath(), layout.caCert()),
                or(auth.caPrivateKeyPath(), layout.caKey()),
                or(auth.clientCertPath(), layout.clientCert()),
                or(auth.clientKeyPath(), layout.clientKey()),
                or(auth.serverCertPath(), layout.serverCert(machine.name())),
                or(auth.serverKeyPath(), layout.serverKey(machine.name())));
    }

    /** Whether the store itself is recorded, as by docker-machine's first versions; copies do not belong there. */
    private static boolean isRoot(String recorded, StoreLayout layout) {
        return recorded.equals(layout.root().toString());
    }

    private static Path or(String recorded, Path defaultPath) {
        return recorded.isEmpty() ? defaultPath : PathText.absolute(recorded);
    }

    /** Returns the files of the machine's client. */
    public EngineTls client() {
        return new EngineTls(caCert, clientCert, clientKey);
    }

    /** Returns the files that machines share. */
    public LocalCertificates.Paths local() {
        return new LocalCertificates.Paths(caCert, caKey, clientCert, clientKey);
    }
}
