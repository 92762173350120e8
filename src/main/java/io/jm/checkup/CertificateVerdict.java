package io.jm.checkup;

import io.jm.certs.CertificateEntry;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Says what the state of a certificate means.
 *
 * @param what the certificate, in words
 * @param command what renews it
 * @param needed whether it is an error if it is missing
 */
record CertificateVerdict(String id, String what, @Nullable String command, boolean needed) {
    void tell(CertificateEntry entry, Findings findings) {
        Path path = entry.path();
        String file = path == null ? "" : " " + path;
        String end = end(entry);
        switch (entry.state()) {
            case OK -> findings.ok(id, what + ", until " + end);
            case ENDS_SOON -> findings.warning(id, what + " ends on " + end, command);
            case ENDED -> findings.error(id, what + " ended on " + end, command);
            case NOT_YET_VALID -> findings.error(id, what + file + " is not valid yet: is the clock right?", null);
            case NO_KEY ->
                findings.error(id, "the key of the " + what + file + " is missing or another one", renewal());
            case WRONG_AUTHORITY -> findings.error(id, what + file + " is signed by another CA", command);
            case MISSING -> {
                if (needed) {
                    findings.error(id, what + " is missing:" + file, command);
                } else {
                    findings.skipped(id, what + ": there is none yet");
                }
            }
            default -> findings.error(id, what + file + " is " + entry.state().text(), command);
        }
    }

    /** A CA certificate without its key cannot be renewed. */
    private @Nullable String renewal() {
        return id.equals("cert.ca") ? null : command;
    }

    private static String end(CertificateEntry entry) {
        X509Certificate certificate = entry.certificate();
        return certificate == null
                ? "?"
                : DateTimeFormatter.ISO_LOCAL_DATE.format(
                        certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC));
    }
}
