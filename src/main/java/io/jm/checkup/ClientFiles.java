package io.jm.checkup;

import io.jm.certs.CertificateEntry;
import io.jm.certs.CertificateFiles;
import io.jm.certs.CertificateList;
import io.jm.certs.ClientCopies;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.text.Printable;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds copies of the client's certificate that docker cannot use, in the directory that {@code env} names.
 *
 * @param sshKey the machine's SSH key, which must not be overwritten
 */
record ClientFiles(StoreLayout layout, CertificateList list, Machine machine, String sshKey, String program)
        implements Check {
    @Override
    public String id() {
        return "cert.copy";
    }

    @Override
    public void run(Findings findings) {
        List<CertificateEntry> unusable = list.unusableCopies(machine);
        Path directory = layout.machine(machine.name());
        boolean fixable = list.canCopyClient(machine);
        for (CertificateEntry entry : unusable) {
            String message =
                    "docker's copy " + entry.path() + ": " + entry.state().text();
            if (fixable) {
                findings.fixable(
                        id(),
                        Level.ERROR,
                        message,
                        new Fix("copy the client's certificate to " + directory, this::copy));
            } else {
                findings.error(id(), message, program + " certs renew --client " + Printable.line(machine.name()));
            }
        }
    }

    private void copy() {
        new ClientCopies(CertificateFiles.of(layout, machine).client(), layout.machine(machine.name())).update(sshKey);
    }
}
