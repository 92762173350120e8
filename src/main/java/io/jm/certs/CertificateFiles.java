package io.jm.certs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.engine.EngineTls;
import io.jm.machine.AuthOptions;
import io.jm.machine.CertPathFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

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

    /** Whether the machine uses the CA in that directory. */
    public boolean isIn(Path certificates) {
        return isSame(caCert, certificates.resolve(CertPathFile.CA_CERT.fileName()));
    }

    /** Whether the machine's CA has signed a certificate. */
    public boolean caSigned(X509Certificate certificate) {
        return CertificateCheck.isSigned(caCert, certificate);
    }

    /** Returns the machine with the CA and the client files of one directory replaced by those of another one. */
    public static Machine moved(StoreLayout layout, Machine machine, Path from, Path to) {
        CertificateFiles files = of(layout, machine);
        ObjectNode document = machine.document().deepCopy();
        ObjectNode auth = AuthOptions.in(document);
        move(auth, "CaCertPath", files.caCert, from, to);
        move(auth, "CaPrivateKeyPath", files.caKey, from, to);
        move(auth, "ClientCertPath", files.clientCert, from, to);
        move(auth, "ClientKeyPath", files.clientKey, from, to);
        auth.put("CertDir", to.toString());
        return new Machine(machine.name(), document);
    }

    private static void move(ObjectNode auth, String key, Path file, Path from, Path to) {
        if (isSame(file, from.resolve(String.valueOf(file.getFileName())))) {
            auth.put(key, to.resolve(String.valueOf(file.getFileName())).toString());
        }
    }

    /** Whether two paths name one file; a store may be recorded by another path to it. */
    private static boolean isSame(Path recorded, Path file) {
        try {
            return recorded.equals(file) || Files.isSameFile(recorded, file);
        } catch (IOException e) {
            // one of them does not exist
            return false;
        }
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
