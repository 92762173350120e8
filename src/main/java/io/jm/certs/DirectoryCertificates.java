package io.jm.certs;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.machine.Machine;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.Setting;
import io.jm.provision.engine.MachineCertificates;
import io.jm.tls.CertificateIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** The certificates in a machine's directory: copies of the client's files, and the engine's own. */
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
     * Prepares the certificates of one machine.
     *
     * @param files where they are
     * @param address the address that the driver reports
     * @param sshKey the path of the key for logging in, empty if it is none of the machine's own
     * @param renew whether the engine gets a new certificate although the old one is still good
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
        Path authority = files.caCert();
        copy(authority, "ca.pem");
        copy(files.clientCert(), "cert.pem");
        copy(files.clientKey(), "key.pem");
        Path certificate = files.serverCert();
        Path key = files.serverKey();
        if (renew || !ServerCertificateCheck.isGood(certificate, key, authority, hosts(), ticker.now())) {
            issue(certificate, key);
        }
        return new Issued(text(authority), text(certificate), text(key));
    }

    /** A key outside of a machine's directory was put there by the user: it stays. */
    private void issue(Path certificate, Path key) {
        if (!Files.exists(key) || Files.exists(key.resolveSibling("config.json"))) {
            issuer.issueServer(certificate, key, files.caCert(), files.caKey(), organization(), hosts());
        } else {
            issuer.certifyServer(certificate, key, files.caCert(), files.caKey(), organization(), hosts());
        }
    }

    /** Names and addresses of the engine: the user's own, the driver's, and the host's own. */
    private List<String> hosts() {
        LinkedHashSet<String> hosts = new LinkedHashSet<>(machine.auth().serverCertSans());
        hosts.add(address);
        hosts.add("localhost");
        return new ArrayList<>(hosts);
    }

    private String organization() {
        String user = environment.get(environment.windows() ? Setting.USERNAME : Setting.USER, "unknown");
        return user + "." + machine.name();
    }

    /** The mode is copied too, as the original does. */
    private void copy(Path source, String name) {
        Path target = files.directory().resolve(name);
        if (source.equals(target)) {
            return;
        }
        if (target.toString().equals(sshKey)) {
            throw new JmException("the machine's SSH key is " + target + ", where the client's " + name
                    + " belongs; move the key, and name its new place as SSHKeyPath in config.json");
        }
        byte[] content = read(source);
        try {
            String mode = AtomicFile.mode(source);
            boolean same = Files.isRegularFile(target)
                    && AtomicFile.hasMode(target, mode)
                    && Arrays.equals(content, read(target));
            if (!same) {
                AtomicFile.write(target, content, mode);
            }
        } catch (IOException e) {
            throw new JmException("copying " + source + " to " + target + " failed: " + IoReason.of(e), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return BoundedReader.file(file, Limits.SMALL_FILE);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    private static String text(Path file) {
        return new String(read(file), StandardCharsets.UTF_8);
    }
}
