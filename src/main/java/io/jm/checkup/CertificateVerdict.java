package io.jm.checkup;

import io.jm.certs.CertificateEntry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reports what the state of a certificate means.
 *
 * @param what the certificate, in words
 * @param command what renews it
 * @param needed whether it is an error if it is missing
 */
record CertificateVerdict(String id, String what, @Nullable String command, boolean needed) {
    void report(CertificateEntry entry, Findings findings) {
        Path path = entry.path();
        String file = path == null ? "" : " " + path;
        switch (entry.state()) {
            case OK -> findings.ok(id, what + ", until " + entry.until());
            case ENDS_SOON -> findings.warning(id, what + " ends on " + entry.until(), command);
            case ENDED -> findings.error(id, what + " ended on " + entry.until(), command);
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
}
