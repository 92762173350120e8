package io.jm.certs;

import io.jm.tls.AlternativeNames;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that the store or one of its machines uses.
 *
 * @param machine the machine; null if it belongs to the store
 * @param path the file; null if there is none, because only the engine has it
 * @param certificate null if it is missing or unreadable
 * @param served whether this is the certificate that the engine presented, not the recorded one
 */
public record CertificateEntry(
        @Nullable String machine,
        Kind kind,
        @Nullable Path path,
        @Nullable X509Certificate certificate,
        CertificateState state,
        boolean served) {
    /** What a certificate is for. */
    public enum Kind {
        CA("ca"),
        CLIENT("client"),
        SERVER("server"),
        /** Given to a person by {@code export --for}; only that person has its key. */
        SHARE("share");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Returns the text for users and scripts. */
        public String text() {
            return text;
        }
    }

    /** Returns the day on which it ends, in UTC; null if there is no certificate. */
    public @Nullable String until() {
        return certificate == null
                ? null
                : DateTimeFormatter.ISO_LOCAL_DATE.format(
                        certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC));
    }

    /** Returns the names and addresses in it; none if they cannot be decoded, since no client can use them then. */
    public List<String> names() {
        try {
            return certificate == null ? List.of() : AlternativeNames.of(certificate);
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
