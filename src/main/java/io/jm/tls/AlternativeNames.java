package io.jm.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The subject alternative names of a certificate. */
public final class AlternativeNames {
    private AlternativeNames() {}

    /**
     * Returns the names and addresses in the order of the certificate.
     *
     * @throws CertificateParsingException if they cannot be decoded
     */
    public static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(one -> names.add(String.valueOf(one.get(1))));
        }
        return names;
    }
}
