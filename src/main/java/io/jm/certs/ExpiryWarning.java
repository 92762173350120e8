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

/** Looks at certificates' dates, and tells in good time that one is about to expire and what renews it. */
public final class ExpiryWarning {
    /** How early it is told; what renews certificates renews also those that have less than this left. */
    static final Duration MARGIN = Duration.ofDays(30);

    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    public ExpiryWarning(Console console, Environment environment, Ticker ticker) {
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /** How long a certificate has to be good. */
    enum Need {
        NOW(Duration.ZERO),
        WELL_BEYOND(MARGIN);

        private final Duration left;

        Need(Duration left) {
            this.left = left;
        }
    }

    /** What a certificate's dates say. */
    enum Dates {
        GOOD,
        NOT_YET,
        OVER
    }

    /** Checks the authority's or the client's certificate, and says what the user should know of its dates. */
    Dates check(Path file, X509Certificate certificate, Need need) {
        Instant now = ticker.now();
        Instant start = certificate.getNotBefore().toInstant();
        if (start.isAfter(now)) {
            console.error("The certificate " + file + " is valid from " + start + " on, and this computer's clock says "
                    + now.truncatedTo(ChronoUnit.SECONDS)
                    + ": either the clock is behind, or it was ahead when the certificate was made.");
            return Dates.NOT_YET;
        }
        Instant end = certificate.getNotAfter().toInstant();
        if (now.plus(need.left).isAfter(end)) {
            return Dates.OVER;
        }
        warn("The certificate " + file, end, renewedBy("--client-certs"));
        return Dates.GOOD;
    }

    /** For the connection to the engine of a machine that jm provisions: one command renews whatever expires. */
    public void ofMachine(String name, Instant end) {
        warn("A certificate of the machine \"" + name + "\"", end, renewedBy("--client-certs " + name));
    }

    /**
     * For the connection to the engine of a machine that is only recorded.
     *
     * @param certs the store's own files, which jm renews
     * @param files what the connection used
     */
    public void ofRecorded(String name, Path certs, EngineTls files, Expiry first) {
        if (first.owner() == Expiry.Owner.ENGINE) {
            String whose = "The certificate of the engine of the machine \"" + name + "\"";
            warn(whose, first.end(), "whoever takes care of that engine has to renew it.");
            return;
        }
        Path file = first.owner() == Expiry.Owner.CLIENT ? files.clientCert() : files.caCert();
        boolean ours = file.startsWith(certs);
        warn(
                "The certificate " + file,
                first.end(),
                ours ? renewedBy("--client-certs " + name) : "put a new one in its place.");
    }

    private String renewedBy(String words) {
        return "\"" + environment.program() + " regenerate-certs " + words + "\" renews it.";
    }

    private void warn(String what, Instant end, String remedy) {
        if (ticker.now().plus(MARGIN).isAfter(end)) {
            console.error(what + " expires at " + end + "; " + remedy);
        }
    }
}
