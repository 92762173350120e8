package io.jm.checkup;

import io.jm.certs.CertificateEntry;
import io.jm.certs.CertificateEntry.Kind;
import io.jm.certs.CertificateList;
import io.jm.certs.CertificateState;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the certificates of one machine.
 *
 * @param answers whether its host answers at the address; if not, the address may be wrong and not the certificate
 */
record MachineCertificates(CertificateList list, Machine machine, String address, boolean answers, String program)
        implements Check {
    @Override
    public String id() {
        return "cert.server";
    }

    @Override
    public void run(Findings findings) {
        String name = Printable.line(machine.name());
        List<CertificateEntry> copies = list.unusableCopies(machine);
        for (CertificateEntry entry : list.ofMachine(machine, address, null)) {
            if (entry.kind() == Kind.SHARE || copies.contains(entry)) {
                // that a share ends is what was wanted; another check judges the copies
                continue;
            }
            if (entry.state() == CertificateState.WRONG_ADDRESS) {
                findings.error(
                        "cert.address",
                        "its certificate is for " + names(entry) + ", its address is " + Printable.line(address)
                                + (answers ? "" : ", where no host answers"),
                        answers ? program + " certs renew " + name : null);
            } else if (entry.kind() == Kind.SERVER) {
                verdict("cert.server", "certificate of its engine", program + " certs renew " + name)
                        .report(entry, findings);
            } else {
                boolean ca = entry.kind() == Kind.CA;
                // the user's own, or those of a rotation that has not reached this machine
                verdict(ca ? "cert.ca" : "cert.client", ca ? "CA of its own" : "client certificate of its own", null)
                        .report(entry, findings);
            }
        }
    }

    private static CertificateVerdict verdict(String id, String what, @Nullable String command) {
        return new CertificateVerdict(id, what, command, true);
    }

    private static String names(CertificateEntry entry) {
        List<String> names = entry.names();
        return names.isEmpty() ? "no address" : Printable.line(String.join(", ", names));
    }
}
