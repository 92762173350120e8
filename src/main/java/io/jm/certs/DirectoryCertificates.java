package io.jm.certs;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.provision.engine.MachineCertificates;
import io.jm.tls.CertificateIssuer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The certificates in a machine directory: copies of the client's files, and the server certificate. */
public final class DirectoryCertificates implements MachineCertificates {
    private final CertificateFiles files;
    private final Machine machine;
    private final String address;
    private final String sshKey;
    private final boolean renew;
    private final CertificateIssuer issuer;
    private final Environment environment;
    private final Ticker ticker;

    /**
     * Creates an instance for one machine; nothing is written before {@link #issue}.
     *
     * @param files the paths of the certificates
     * @param address the address that the driver reports
     * @param sshKey the path of the machine's SSH key, empty if it has none of its own
     * @param renew whether to issue a new server certificate even if the old one is valid
     */
    public DirectoryCertificates(
            CertificateFiles files,
            Machine machine,
            String address,
            String sshKey,
            boolean renew,
            CertificateIssuer issuer,
            Environment environment,
            Ticker ticker) {
        this.files = files;
        this.machine = machine;
        this.address = address;
        this.sshKey = sshKey;
        this.renew = renew;
        this.issuer = issuer;
        this.environment = environment;
        this.ticker = ticker;
    }

    @Override
    public Issued issue() {
        new ClientCopies(files.client(), files.directory()).update(sshKey);
        return issueServer(files.caCert());
    }

    /**
     * Issues the server certificate without touching the client's files.
     *
     * @param trusted the file with the CA certificates that the engine is to trust
     */
    public Issued issueServer(Path trusted) {
        Path certificate = files.serverCert();
        Path key = files.serverKey();
        if (renew || !isGood(certificate, key)) {
            issue(certificate, key);
        }
        return new Issued(text(trusted), text(certificate), text(key));
    }

    /** Whether the certificate can be kept, so that the engine is not restarted without need. */
    private boolean isGood(Path certificate, Path key) {
        CertificateCheck check = new CertificateCheck(key, files.caCert(), hosts(), ExpiryWarning.MARGIN);
        return check.of(certificate, ticker.now()).state() == CertificateState.OK;
    }

    /** Issues the server certificate; a key outside a machine directory is the user's own and is kept. */
    private void issue(Path certificate, Path key) {
        if (files.caKey().startsWith(files.directory()) && !Files.exists(files.caKey())) {
            throw new JmException(
                    "The key of the CA that issued its certificates is not here: do this where \"" + machine.name()
                            + "\" was exported, or export it there with --with-ca-key",
                    ErrorCode.CERTIFICATE,
                    null);
        }
        if (!Files.exists(key) || Files.exists(key.resolveSibling("config.json"))) {
            issuer.issueServer(certificate, key, files.caCert(), files.caKey(), organization(), hosts());
        } else {
            issuer.certifyServer(certificate, key, files.caCert(), files.caKey(), organization(), hosts());
        }
    }

    /** Returns the names and addresses of the engine: the user's, the driver's, and localhost. */
    private List<String> hosts() {
        LinkedHashSet<String> hosts = new LinkedHashSet<>(machine.auth().serverCertSans());
        hosts.add(address);
        hosts.add("localhost");
        return new ArrayList<>(hosts);
    }

    private String organization() {
        return LocalCertificates.user(environment) + "." + machine.name();
    }

    private static String text(Path file) {
        return new String(ClientCopies.read(file), StandardCharsets.UTF_8);
    }
}
