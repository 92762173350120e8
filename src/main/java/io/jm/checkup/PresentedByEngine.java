package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.driver.Driver;
import io.jm.engine.EngineUrl;
import io.jm.engine.PresentedCertificate;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.store.MachineStore;
import io.jm.text.Printable;
import io.jm.tls.PemFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Compares the certificate that an engine presents with the one on record: two machines may share a host. */
record PresentedByEngine(MachineStore store, Machine machine, Driver driver, String program, Duration limit)
        implements Check {
    @Override
    public String id() {
        return "engine.certificate";
    }

    @Override
    public void run(Findings findings) {
        StoreLayout layout = store.layout();
        ExtrasFile extras = new ExtrasFile(layout.extras(machine.name()));
        CertificateFiles files = CertificateFiles.of(layout, machine);
        X509Certificate recorded = certificate(files.serverCert());
        if (recorded == null || extras.isAdopted() || !extras.sshJump().isEmpty()) {
            return;
        }
        X509Certificate presented = presented();
        if (presented == null || presented.equals(recorded)) {
            return;
        }
        String name = Printable.line(machine.name());
        for (String other : store.names()) {
            if (presented.equals(certificate(layout.serverCert(other)))) {
                findings.warning(
                        id(),
                        "its engine has the certificate of the machine \"" + Printable.line(other)
                                + "\": both are records of one host",
                        null);
                return;
            }
        }
        // one of another CA is a finding of the TLS check
        if (files.caSigned(presented)) {
            findings.warning(
                    id(),
                    "its engine has another certificate than the one on record: another store has configured its host",
                    program + " certs renew " + name);
        }
    }

    /** Returns null if the engine cannot be asked, which is another check's finding. */
    private @Nullable X509Certificate presented() {
        try {
            String url = driver.url();
            EngineUrl address = EngineUrl.of(url);
            return address.usesTls() ? PresentedCertificate.of(url, limit) : null;
        } catch (JmException e) {
            return null;
        }
    }

    private static @Nullable X509Certificate certificate(Path file) {
        try {
            return Files.exists(file) ? PemFile.certificates(file).get(0) : null;
        } catch (JmException e) {
            // another check reports that
            return null;
        }
    }
}
