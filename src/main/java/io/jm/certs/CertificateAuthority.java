package io.jm.certs;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.KeyPairs;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;

/** The CA in its two files. Its key is never overwritten or deleted. */
final class CertificateAuthority {
    private final Path certificate;
    private final Path key;
    private final String user;
    private final CertificateIssuer issuer;
    private final Console console;
    private final Environment environment;

    CertificateAuthority(
            LocalCertificates.Paths paths, String user, CertificateIssuer issuer, Console console, Environment env) {
        this.certificate = paths.caCert();
        this.key = paths.caKey();
        this.user = user;
        this.issuer = issuer;
        this.console = console;
        this.environment = env;
    }

    /** Creates the CA if there is none, and renews it if its certificate has expired or is not valid yet. */
    void ensure(ExpiryWarning expiry, ExpiryWarning.Need need) {
        clearUnfinished();
        if (Files.exists(certificate)) {
            X509Certificate known = known();
            switch (expiry.check(certificate, known, need)) {
                case VALID -> {
                    return;
                }
                case NOT_YET_VALID -> {
                    if (hasKeyOf(known)) {
                        renew();
                    }
                    return;
                }
                case EXPIRED -> {
                    console.info("CA certificate is outdated and needs to be regenerated");
                    boolean owned = hasKeyOf(known);
                    if (owned && keepsKey(known)) {
                        renew();
                        return;
                    }
                    if (owned) {
                        renameKey();
                    }
                }
            }
        }
        create();
    }

    /**
     * Renews the certificate whatever its dates, for the same key and name.
     *
     * @throws JmException if there is no CA, or if its key is not here
     */
    void renewNow() {
        clearUnfinished();
        if (!hasKeyOf(known())) {
            throw new JmException(
                    "the key of the CA " + certificate + " is not at " + key
                            + ": its certificate can be renewed only where the key is",
                    ErrorCode.CERTIFICATE,
                    null);
        }
        renew();
    }

    /**
     * Checks that certificates of this CA are of use.
     *
     * @throws JmException if there is no CA, or if it is not valid now
     */
    void requireValid(ExpiryWarning expiry) {
        clearUnfinished();
        if (expiry.check(certificate, known(), ExpiryWarning.Need.NOW) != ExpiryWarning.Dates.VALID) {
            throw new JmException(
                    "the CA certificate " + certificate + " is not valid now: renew it first, with \""
                            + environment.program() + " certs renew --ca\"",
                    ErrorCode.CERTIFICATE,
                    null);
        }
    }

    private X509Certificate known() {
        if (!Files.exists(certificate)) {
            throw missing(certificate);
        }
        return PemFile.certificates(certificate).get(0);
    }

    static JmException missing(Path certificate) {
        return new JmException(
                "there is no CA at " + certificate + ": the first machine that is created gets one",
                ErrorCode.CERTIFICATE,
                null);
    }

    /** Whether the key is the one of the certificate; it is read only if needed, because it may be encrypted. */
    private boolean hasKeyOf(X509Certificate known) {
        return Files.exists(key) && KeyPairs.match(PemFile.key(key), known.getPublicKey());
    }

    private void renew() {
        console.info("Creating CA: " + certificate);
        issuer.renewCa(certificate, key);
    }

    private void create() {
        console.info("Creating CA: " + certificate);
        if (Files.exists(key)) {
            throw new JmException(
                    "certificate authority key already exists: move " + key + " away, or put its certificate at "
                            + certificate,
                    ErrorCode.CERTIFICATE,
                    null);
        }
        try {
            AtomicFile.write(marker(), new byte[0], AtomicFile.OWNER_ONLY);
            issueFirst();
            Files.deleteIfExists(marker());
        } catch (IOException e) {
            throw new JmException("open " + marker() + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }

    private void issueFirst() {
        try {
            issuer.issueCa(certificate, key, user);
        } catch (JmException e) {
            throw e.within("generating CA certificate failed");
        }
    }

    /** With docker-machine's defaults another user's CA is replaced by a new one, as docker-machine does. */
    private boolean keepsKey(X509Certificate known) {
        return !environment.usesDockerMachineDefaults()
                || known.getSubjectX500Principal().equals(new X500Principal("O=" + user));
    }

    private void renameKey() {
        Path renamed = key.resolveSibling(key.getFileName() + ".old");
        for (int i = 2; Files.exists(renamed); i++) {
            renamed = key.resolveSibling(key.getFileName() + ".old" + i);
        }
        try {
            Files.move(key, renamed);
        } catch (IOException e) {
            throw new JmException("rename " + key + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
        console.error("The key of the former CA is kept as " + renamed);
    }

    /** Returns the file that exists only while the CA's two files are being written, the key last. */
    private Path marker() {
        return certificate.resolveSibling("." + certificate.getFileName() + ".unfinished");
    }

    /** Deletes a certificate without key, which a killed process has left; it has signed nothing. */
    private void clearUnfinished() {
        if (!Files.exists(marker())) {
            return;
        }
        try {
            if (!Files.exists(key)) {
                Files.deleteIfExists(certificate);
            }
            Files.deleteIfExists(marker());
        } catch (IOException e) {
            throw new JmException("remove " + certificate + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }
}
