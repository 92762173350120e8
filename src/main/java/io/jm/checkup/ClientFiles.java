package io.jm.checkup;

import io.jm.certs.CertificateEntry;
import io.jm.certs.CertificateFiles;
import io.jm.certs.CertificateList;
import io.jm.certs.ClientCopies;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.util.List;
import java.util.stream.Collectors;

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
        if (unusable.isEmpty()) {
            return;
        }
        String message = unusable.stream()
                .map(entry -> entry.path() + ": " + entry.state().text())
                .collect(Collectors.joining(", ", "docker's copy ", ""));
        if (list.canCopyClient(machine)) {
            String to = layout.machine(machine.name()).toString();
            findings.fixable(id(), Level.ERROR, message, new Fix("copy the client's certificate to " + to, this::copy));
        } else {
            findings.error(id(), message, program + " certs renew --client");
        }
    }

    private void copy() {
        new ClientCopies(CertificateFiles.of(layout, machine).client(), layout.machine(machine.name())).update(sshKey);
    }
}
