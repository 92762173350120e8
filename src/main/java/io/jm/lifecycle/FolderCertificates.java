package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.machine.AuthOptions;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.provision.MachineCertificates;
import io.jm.tls.CertificateIssuer;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The certificates in a machine's folder: copies of the client's files, and the engine's own. */
final class FolderCertificates implements MachineCertificates {
    private final Machine machine;
    private final String address;
    private final boolean renew;
    private final CertificateIssuer issuer;
    private final Environment environment;
    private final Ticker ticker;

    /**
     * Prepares the certificates of one machine.
     *
     * @param address the address that the driver reports
     * @param renew whether the engine gets a new certificate although the old one is still good
     */
    FolderCertificates(
            Machine machine,
            String address,
            boolean renew,
            CertificateIssuer issuer,
            Environment environment,
            Ticker ticker) {
        this.machine = machine;
        this.address = address;
        this.renew = renew;
        this.issuer = issuer;
        this.environment = environment;
        this.ticker = ticker;
    }

    @Override
    public Issued issue() {
        AuthOptions auth = machine.auth();
        Path folder = Path.of(auth.storePath());
        Path authority = Path.of(auth.caCertPath());
        copy(authority, folder.resolve("ca.pem"));
        copy(Path.of(auth.clientCertPath()), folder.resolve("cert.pem"));
        copy(Path.of(auth.clientKeyPath()), folder.resolve("key.pem"));
        Path certificate = Path.of(auth.serverCertPath());
        Path key = Path.of(auth.serverKeyPath());
        if (renew || !ServerCertificateCheck.isGood(certificate, key, authority, hosts(), ticker.now())) {
            issuer.issueServer(certificate, key, authority, Path.of(auth.caPrivateKeyPath()), organization(), hosts());
        }
        return new Issued(read(authority), read(certificate), read(key));
    }

    /** Names and addresses of the engine: the user's own, the driver's, and the host's own. */
    private List<String> hosts() {
        LinkedHashSet<String> hosts = new LinkedHashSet<>(machine.auth().serverCertSans());
        hosts.add(address);
        hosts.add("localhost");
        return new ArrayList<>(hosts);
    }

    private String organization() {
        String user = environment.variable(environment.windows() ? "USERNAME" : "USER", "unknown");
        return user + "." + machine.name();
    }

    private static void copy(Path source, Path target) {
        if (source.equals(target)) {
            return;
        }
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.copy(source, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (NoSuchFileException e) {
            throw new JmException("open " + source + ": no such file or directory", e);
        } catch (IOException e) {
            throw new JmException("copying " + source + " to " + target + " failed: " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + e.getMessage(), e);
        }
    }
}
