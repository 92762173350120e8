package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.store.StoreLayout;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** The authority and the client's certificate that all machines of a store share. */
public final class LocalCertificates {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WARN_BEFORE = Duration.ofDays(30);

    private final StoreLayout layout;
    private final Paths paths;
    private final CertificateIssuer issuer;
    private final Console console;
    private final String user;
    private final Ticker ticker;

    /** Where the four files are. */
    public record Paths(Path caCert, Path caKey, Path clientCert, Path clientKey) {
        /** An empty text means the store's own file. */
        public static Paths of(
                StoreLayout layout, Path folder, String caCert, String caKey, String clientCert, String clientKey) {
            Path certs = layout.certs();
            return new Paths(
                    caCert.isEmpty() ? certs.resolve("ca.pem") : folder.resolve(caCert),
                    caKey.isEmpty() ? certs.resolve("ca-key.pem") : folder.resolve(caKey),
                    clientCert.isEmpty() ? certs.resolve("cert.pem") : folder.resolve(clientCert),
                    clientKey.isEmpty() ? certs.resolve("key.pem") : folder.resolve(clientKey));
        }
    }

    public LocalCertificates(
            StoreLayout layout,
            Paths paths,
            CertificateIssuer issuer,
            Console console,
            Environment environment,
            Ticker ticker) {
        this.layout = layout;
        this.paths = paths;
        this.issuer = issuer;
        this.console = console;
        this.user = environment.variable(environment.windows() ? "USERNAME" : "USER", "unknown");
        this.ticker = ticker;
    }

    /** Makes what is missing or outdated; of several processes one does, and the others find it done. */
    public void ensure() {
        try {
            AtomicFile.createPrivateFolders(layout.certs());
        } catch (IOException e) {
            throw new JmException("mkdir " + layout.certs() + ": " + IoReason.of(e), e);
        }
        try (FileLock held = FileLock.acquire(layout.certsLock(), PATIENCE)) {
            ensureAuthority();
            ensureClient();
        }
    }

    private void ensureAuthority() {
        if (Files.exists(marker())) {
            // A process was killed while it made the authority: nothing was signed with what it left.
            delete(paths.caCert());
            delete(paths.caKey());
        }
        if (Files.exists(paths.caCert())) {
            X509Certificate authority = PemFile.certificates(paths.caCert()).get(0);
            if (!expired(authority)) {
                warnEarly(authority, paths.caCert());
                return;
            }
            console.info("CA certificate is outdated and needs to be regenerated");
            delete(paths.caKey());
        }
        console.info("Creating CA: " + paths.caCert());
        if (Files.exists(paths.caKey())) {
            throw new JmException("certificate authority key already exists");
        }
        try {
            AtomicFile.write(marker(), new byte[0], "rw-------");
        } catch (IOException e) {
            throw new JmException("open " + marker() + ": " + IoReason.of(e), e);
        }
        issuer.issueAuthority(paths.caCert(), paths.caKey(), user);
        delete(marker());
    }

    /** Is there only while the authority's two files are being written. */
    private Path marker() {
        return paths.caCert().resolveSibling("." + paths.caCert().getFileName() + ".unfinished");
    }

    private void ensureClient() {
        if (Files.exists(paths.clientCert())) {
            X509Certificate client = PemFile.certificates(paths.clientCert()).get(0);
            if (!expired(client) && fits(client)) {
                warnEarly(client, paths.clientCert());
                return;
            }
            console.info("Client certificate is outdated and needs to be regenerated");
            delete(paths.clientKey());
        }
        console.info("Creating client certificate: " + paths.clientCert());
        issuer.issueClient(paths.clientCert(), paths.clientKey(), paths.caCert(), paths.caKey(), user + ".<bootstrap>");
    }

    private boolean fits(X509Certificate client) {
        if (!Files.exists(paths.clientKey())) {
            return false;
        }
        for (X509Certificate authority : PemFile.certificates(paths.caCert())) {
            try {
                client.verify(authority.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        return false;
    }

    private boolean expired(X509Certificate certificate) {
        return ticker.now().isAfter(certificate.getNotAfter().toInstant());
    }

    private void warnEarly(X509Certificate certificate, Path file) {
        Instant end = certificate.getNotAfter().toInstant();
        if (ticker.now().plus(WARN_BEFORE).isAfter(end)) {
            console.error("The certificate " + file + " expires at " + end
                    + "; \"regenerate-certs --client-certs\" renews it then.");
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JmException("remove " + file + ": " + IoReason.of(e), e);
        }
    }
}
