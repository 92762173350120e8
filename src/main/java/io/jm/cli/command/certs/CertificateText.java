package io.jm.cli.command.certs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.certs.CertificateEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as a row of a table and as JSON.
 *
 * @param now the time from which days are counted
 */
record CertificateText(Instant now) {
    static final List<String> HEADINGS = List.of("OWNER", "KIND", "SUBJECT", "UNTIL", "DAYS", "STATE");

    /** The owner of the certificates that machines share. */
    private static final String STORE = "store";

    private static final String UNKNOWN = "-";
    private static final int HEX = 16;

    private static String owner(CertificateEntry entry) {
        String machine = entry.machine();
        return machine == null ? STORE : machine;
    }

    /** Returns the texts of a row; the keys are the headings. */
    ObjectNode cells(CertificateEntry entry) {
        X509Certificate certificate = entry.certificate();
        return JsonNodeFactory.instance
                .objectNode()
                .put("Owner", owner(entry))
                .put("Kind", entry.kind().text())
                .put(
                        "Subject",
                        certificate == null
                                ? UNKNOWN
                                : plain(certificate.getSubjectX500Principal().getName()))
                .put("Until", Objects.requireNonNullElse(entry.until(), UNKNOWN))
                .put("Days", certificate == null ? UNKNOWN : String.valueOf(days(certificate)))
                .put("State", entry.state().text());
    }

    /** Returns a name without the backslashes of RFC 2253 before characters such as &lt;; for readers only. */
    private static String plain(String name) {
        return name.replaceAll("\\\\([,+\"\\\\<>;#= ])", "$1");
    }

    /** Returns how many days are left; negative after the end. */
    long days(X509Certificate certificate) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        return Math.floorDiv(left.getSeconds(), ChronoUnit.DAYS.getDuration().getSeconds());
    }

    /** Returns the JSON object; what is unknown is null. */
    ObjectNode document(CertificateEntry entry) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Owner", owner(entry)).put("Kind", entry.kind().text());
        X509Certificate certificate = entry.certificate();
        if (certificate == null) {
            for (String key : List.of("Subject", "Issuer", "Serial", "NotBefore", "NotAfter", "Days")) {
                document.putNull(key);
            }
        } else {
            document.put("Subject", certificate.getSubjectX500Principal().getName())
                    .put("Issuer", certificate.getIssuerX500Principal().getName())
                    .put("Serial", serial(certificate))
                    .put("NotBefore", certificate.getNotBefore().toInstant().toString())
                    .put("NotAfter", certificate.getNotAfter().toInstant().toString())
                    .put("Days", days(certificate));
        }
        document.put("State", entry.state().text());
        entry.names().forEach(document.putArray("Names")::add);
        document.put("Path", entry.path() == null ? null : entry.path().toString());
        return document.put("Served", entry.served() ? serial(certificate) : null);
    }

    private static @Nullable String serial(@Nullable X509Certificate certificate) {
        return certificate == null ? null : certificate.getSerialNumber().toString(HEX);
    }
}
