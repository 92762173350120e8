package io.jm.certs;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.PrivateFile;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.KeyPairs;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;

/** The certificate authority in its two files, whose key is never overwritten and never deleted. */
final class CertificateAuthority {
    private final Path certificate;
    private final Path key;
    private final String user;
    private final CertificateIssuer issuer;
    private final Console console;
    private final Environment environment;

    CertificateAuthority(LocalCertificates.Paths paths, String user, CertificateIssuer issuer, Console console, Environment env) {
        this.certificate = paths.caCert();
        this.key = paths.caKey();
        this.user = user;
        this.issuer = issuer;
        this.console = console;
        this.environment = env;
    }

    /** Makes the authority if there is none, and renews it if its certificate has ended or has not begun. */
    void ensure(ExpiryWarning expiry, ExpiryWarning.Need need) {
        clearUnfinished();
        if (Files.exists(certificate)) {
            X509Certificate known = PemFile.certificates(certificate).get(0);
            switch (expiry.check(certificate, known, need)) {
                case GOOD -> {
                    return;
                }
                case NOT_YET -> {
                    if (hasKeyOf(known)) {
                        renew();
                    }
                    return;
                }
                case OVER -> {
                    console.info("CA certificate is outdated and needs to be regenerated");
                    boolean owned = hasKeyOf(known);
                    if (owned && keepsItsKey(known)) {
                        renew();
                        return;
                    }
                    if (owned) {
                        setAside();
                    }
                }
            }
        }
        make();
    }

    /** Only a key that is needed is read: one behind a passphrase harms nobody who has all certificates. */
    private boolean hasKeyOf(X509Certificate known) {
        return Files.exists(key) && KeyPairs.match(PemFile.key(key), known.getPublicKey());
    }

    private void renew() {
        console.info("Creating CA: " + certificate);
        issuer.renewCa(certificate, key);
    }

    private void make() {
        console.info("Creating CA: " + certificate);
        if (Files.exists(key)) {
            throw new JmException("certificate authority key already exists: move " + key
                    + " away, or put its certificate at " + certificate);
        }
        try {
            AtomicFile.write(marker(), new byte[0], PrivateFile.MODE);
            issueFirst();
            Files.deleteIfExists(marker());
        } catch (IOException e) {
            throw new JmException("open " + marker() + ": " + IoReason.of(e), e);
        }
    }

    private void issueFirst() {
        try {
            issuer.issueCa(certificate, key, user);
        } catch (JmException e) {
            throw e.within("generating CA certificate failed");
        }
    }

    /** With the original's defaults an authority of somebody else becomes the user's own, as its users know it. */
    private boolean keepsItsKey(X509Certificate known) {
        return !environment.usesDockerMachineDefaults()
                || known.getSubjectX500Principal().equals(new X500Principal("O=" + user));
    }

    private void setAside() {
        Path aside = key.resolveSibling(key.getFileName() + ".old");
        for (int i = 2; Files.exists(aside); i++) {
            aside = key.resolveSibling(key.getFileName() + ".old" + i);
        }
        try {
            Files.move(key, aside);
        } catch (IOException e) {
            throw new JmException("rename " + key + ": " + IoReason.of(e), e);
        }
        console.error("The former authority's key is kept as " + aside);
    }

    /** Is there only while the authority's two files are being written, the key last. */
    private Path marker() {
        return certificate.resolveSibling("." + certificate.getFileName() + ".unfinished");
    }

    /** A process that was killed before the key was written has left a certificate that has signed nothing. */
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
            throw new JmException("remove " + certificate + ": " + IoReason.of(e), e);
        }
    }
}
