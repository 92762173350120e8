package io.jm.checkup;

import io.jm.certs.CertificateEntry;
import io.jm.certs.CertificateEntry.Kind;
import io.jm.certs.CertificateList;

/** Judges the CA and the client certificate of the store. */
record StoreCertificates(CertificateList list, boolean needed, String program) implements Check {
    @Override
    public String id() {
        return "cert.ca";
    }

    @Override
    public void run(Findings findings) {
        for (CertificateEntry entry : list.ofStore()) {
            boolean ca = entry.kind() == Kind.CA;
            new CertificateVerdict(
                            ca ? "cert.ca" : "cert.client",
                            ca ? "CA of the store" : "client certificate",
                            program + " certs renew " + (ca ? "--ca" : "--client"),
                            needed)
                    .report(entry, findings);
        }
    }
}
