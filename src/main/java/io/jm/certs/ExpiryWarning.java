package io.jm.certs;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.engine.EngineTls;
import io.jm.os.Environment;
import io.jm.tls.Expiry;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Checks the dates of certificates; warns 30 days before one expires, with the command that renews it. */
public final class ExpiryWarning {
    /** How long before expiry users are warned; a renewal also renews certificates that expire within this time. */
    static final Duration MARGIN = Duration.ofDays(30);

    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    public ExpiryWarning(Console console, Environment environment, Ticker ticker) {
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /** How long a certificate must stay valid. */
    enum Need {
        NOW(Duration.ZERO),
        BEYOND_MARGIN(MARGIN);

        private final Duration left;

        Need(Duration left) {
            this.left = left;
        }
    }

    /** The result of checking a certificate's dates. */
    enum Dates {
        VALID,
        NOT_YET_VALID,
        EXPIRED
    }

    /** Checks the dates of the CA's or client's certificate, and prints a warning if needed. */
    Dates check(Path file, X509Certificate certificate, Need need) {
        Instant now = ticker.now();
        return switch (new CertificateCheck(null, null, List.of(), need.left).of(certificate, now)) {
            case NOT_YET_VALID -> {
                console.error("The certificate " + file + " is not valid before "
                        + certificate.getNotBefore().toInstant() + ", and this computer's clock is at "
                        + now.truncatedTo(ChronoUnit.SECONDS)
                        + ": either the clock is behind, or it was ahead when the certificate was created.");
                yield Dates.NOT_YET_VALID;
            }
            case ENDED, ENDS_SOON -> Dates.EXPIRED;
            default -> {
                warn("The certificate " + file, certificate.getNotAfter().toInstant(), renewedBy("--client-certs"));
                yield Dates.VALID;
            }
        };
    }

    /** Warns about the first certificate to expire of a provisioned machine; one command renews all of them. */
    public void ofMachine(String name, Instant end) {
        warn("A certificate of the machine \"" + name + "\"", end, renewedBy("--client-certs " + name));
    }

    /**
     * Warns about the first certificate to expire of a recorded machine, which jm does not provision.
     *
     * @param certs the directory of the store's own certificates, which jm renews
     * @param files the files used for the connection
     */
    public void ofRecorded(String name, Path certs, EngineTls files, Expiry first) {
        if (first.owner() == Expiry.Owner.ENGINE) {
            String certificate = "The certificate of the engine of the machine \"" + name + "\"";
            warn(certificate, first.end(), "the engine's administrator has to renew it.");
            return;
        }
        Path file = first.owner() == Expiry.Owner.CLIENT ? files.clientCert() : files.caCert();
        boolean renewable = file.startsWith(certs);
        warn(
                "The certificate " + file,
                first.end(),
                renewable ? renewedBy("--client-certs " + name) : "replace it with a new one.");
    }

    private String renewedBy(String arguments) {
        return "\"" + environment.program() + " regenerate-certs " + arguments + "\" renews it.";
    }

    private void warn(String certificate, Instant end, String action) {
        if (ticker.now().plus(MARGIN).isAfter(end)) {
            console.error(certificate + " expires at " + end + "; " + action);
        }
    }
}
