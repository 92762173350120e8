package io.jm.certs;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.os.Setting;
import io.jm.store.MachineStore;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.KeyPairs;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The CA and the client certificate that all machines of a store share. */
public final class LocalCertificates {
    private final MachineStore store;
    private final StoreLayout layout;
    private final Paths paths;
    private final CertificateIssuer issuer;
    private final Console console;
    private final Environment environment;
    private final CertificateAuthority ca;
    private final ExpiryWarning expiry;
    private final Ticker ticker;

    /** The paths of the four files. */
    public record Paths(Path caCert, Path caKey, Path clientCert, Path clientKey) {
        /** Resolves paths against a directory; an empty path is the store's own file. */
        public static Paths of(
                StoreLayout layout, Path directory, String caCert, String caKey, String clientCert, String clientKey) {
            return new Paths(
                    caCert.isEmpty() ? layout.caCert() : directory.resolve(caCert),
                    caKey.isEmpty() ? layout.caKey() : directory.resolve(caKey),
                    clientCert.isEmpty() ? layout.clientCert() : directory.resolve(clientCert),
                    clientKey.isEmpty() ? layout.clientKey() : directory.resolve(clientKey));
        }
    }

    public LocalCertificates(
            MachineStore store,
            Paths paths,
            CertificateIssuer issuer,
            Console console,
            Environment environment,
            Ticker ticker) {
        this.store = store;
        this.layout = store.layout();
        this.paths = paths;
        this.issuer = issuer;
        this.console = console;
        this.environment = environment;
        this.ca = new CertificateAuthority(paths, user(environment), issuer, console, environment);
        this.expiry = new ExpiryWarning(console, environment, ticker);
        this.ticker = ticker;
    }

    /** Returns the local user's name, which is the organization in the certificates. */
    static String user(Environment environment) {
        return environment.get(environment.windows() ? Setting.USERNAME : Setting.USER, "unknown");
    }

    /** Returns the organization in the client certificate. */
    static String clientOrganization(Environment environment) {
        return user(environment) + ".<bootstrap>";
    }

    /** Creates what is missing or has expired; a lock makes sure that only one of several processes does. */
    public void ensure() {
        ensure(ExpiryWarning.Need.NOW, Set.of());
    }

    /**
     * Does the same as {@link #ensure}, and also renews what expires within 30 days.
     *
     * @param handled machines that get the new certificates anyway, so that no warning is needed for them
     */
    public void renew(Set<String> handled) {
        ensure(ExpiryWarning.Need.BEYOND_MARGIN, handled);
    }

    /**
     * Renews the certificate of the CA whatever its dates, for the same key and name.
     *
     * @throws JmException if there is no CA, or if its key is not here
     */
    public void renewCa() {
        locked(ca::renewNow, Set.of());
    }

    /**
     * Issues a new client certificate whatever the dates of the present one, by the same CA, for the same key.
     *
     * @throws JmException if there is no CA, if its key is not here, or if it is not valid now
     */
    public void renewClient() {
        locked(
                () -> {
                    ca.requireValid(expiry);
                    issueClient();
                },
                Set.of());
    }

    private void ensure(ExpiryWarning.Need need, Set<String> handled) {
        locked(
                () -> {
                    ca.ensure(expiry, need);
                    ensureClient(need);
                },
                handled);
    }

    /** Does the work as the only one of several processes, and updates the copies in the machine directories. */
    private void locked(Runnable work, Set<String> handled) {
        try {
            AtomicFile.createPrivateDirectories(layout.certs());
        } catch (IOException e) {
            throw new JmException("mkdir " + layout.certs() + ": " + IoReason.of(e), e);
        }
        try (FileLock held = new CertificatesLock(layout, console).acquire()) {
            finishRotation();
            DirectoryCopies copies = DirectoryCopies.before(store, paths);
            FormerAuthority former = FormerAuthority.before(paths.caCert());
            work.run();
            Set<String> outdated = copies.update();
            outdated.removeAll(handled);
            if (!outdated.isEmpty()) {
                String command =
                        "\"" + environment.program() + " regenerate-certs " + String.join(" ", outdated) + "\"";
                note(former.servesUntil(paths.caCert(), ticker.now()), String.join(", ", outdated), command);
            }
        }
    }

    private void note(@Nullable String until, String machines, String command) {
        if (until == null) {
            console.error("The CA certificate was renewed, and these engines have only the former one: " + machines
                    + ". Update them with " + command + ".");
        } else {
            console.info("These engines go on with the former certificate of the CA, which has the same key, until "
                    + until + ": " + machines + ". Before that, update them with " + command + ".");
        }
    }

    private void finishRotation() {
        try {
            CaRotation.finish(layout);
        } catch (IOException e) {
            throw new JmException("replace the CA in " + layout.certs() + ": " + IoReason.of(e), e);
        }
    }

    /** Issues the client certificate if needed; an existing key is kept. */
    private void ensureClient(ExpiryWarning.Need need) {
        if (Files.exists(paths.clientCert())) {
            X509Certificate client = PemFile.certificates(paths.clientCert()).get(0);
            if (fits(client) && expiry.check(paths.clientCert(), client, need) == ExpiryWarning.Dates.VALID) {
                return;
            }
            console.info("Client certificate is outdated and needs to be regenerated");
        }
        issueClient();
    }

    private void issueClient() {
        console.info("Creating client certificate: " + paths.clientCert());
        String organization = clientOrganization(environment);
        try {
            issuer.issueClient(paths.clientCert(), paths.clientKey(), paths.caCert(), paths.caKey(), organization);
        } catch (JmException e) {
            throw e.within("failure generating client certificate");
        }
    }

    /** Whether the key matches the certificate, and one of the CA certificates has signed it. */
    private boolean fits(X509Certificate client) {
        return Files.exists(paths.clientKey())
                && KeyPairs.match(PemFile.key(paths.clientKey()), client.getPublicKey())
                && CertificateCheck.isSignedByAny(client, PemFile.certificates(paths.caCert()));
    }
}
