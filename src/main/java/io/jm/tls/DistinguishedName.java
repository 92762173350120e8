package io.jm.tls;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Reads names from the subject of a certificate. */
final class DistinguishedName {
    private DistinguishedName() {}

    /** Returns the subject's common name, or empty. */
    static String commonName(X509Certificate certificate) {
        return part(certificate, BCStyle.CN);
    }

    /**
     * Returns the name that Go's library uses in messages: the common name, else the organization, else the serial
     * number.
     */
    static String of(X509Certificate certificate) {
        String name = commonName(certificate);
        if (name.isEmpty()) {
            name = part(certificate, BCStyle.O);
        }
        return name.isEmpty() ? "serial:" + certificate.getSerialNumber() : name;
    }

    private static String part(X509Certificate certificate, ASN1ObjectIdentifier attribute) {
        RDN[] parts = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(attribute);
        return parts.length == 0
                ? ""
                : IETFUtils.valueToString(parts[0].getFirst().getValue());
    }
}
