package io.jm.lifecycle;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Tells in good time that a certificate is about to expire, and what renews it. */
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

    /** For the authority's or the client's certificate. */
    void ofFile(Path file, X509Certificate certificate) {
        warn("The certificate " + file, certificate.getNotAfter().toInstant(), "--client-certs");
    }

    /** For the connection to a machine's engine, of which the first certificate to expire counts. */
    void ofMachine(String name, Instant end) {
        warn("A certificate of the machine \"" + name + "\"", end, "--client-certs " + name);
    }

    private void warn(String what, Instant end, String words) {
        if (ticker.now().plus(MARGIN).isAfter(end)) {
            console.error(what + " expires at " + end + "; \"" + environment.program() + " regenerate-certs " + words
                    + "\" renews it.");
        }
    }
}
