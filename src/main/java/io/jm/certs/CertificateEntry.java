package io.jm.certs;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that the store or one of its machines uses.
 *
 * @param machine the machine; null if it belongs to the store
 * @param path the file; null if there is none, because only the engine has it
 * @param certificate null if it is missing or unreadable
 * @param served the certificate that the engine uses; null if it was not asked or did not answer
 */
public record CertificateEntry(
        @Nullable String machine,
        Kind kind,
        @Nullable Path path,
        @Nullable X509Certificate certificate,
        CertificateState state,
        @Nullable X509Certificate served) {
    /** What a certificate is for. */
    public enum Kind {
        CA("ca"),
        CLIENT("client"),
        SERVER("server");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Returns the text for users and scripts. */
        public String text() {
            return text;
        }
    }
}
