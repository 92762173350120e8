package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.connection.EngineAccess;
import io.jm.driver.Driver;
import io.jm.engine.EngineProbe;
import io.jm.engine.EngineUrl;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.text.Printable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks the engine of a machine for its version, and compares its clock with that of this computer. */
record EngineCheck(
        StoreLayout layout,
        Machine machine,
        Driver driver,
        Ticker ticker,
        String program,
        Duration limit,
        EngineOverSsh overSsh)
        implements Check {
    /** Certificates of a clock that is off by more may look as if they were not valid yet. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    @Override
    public String id() {
        return "engine.connect";
    }

    @Override
    public void run(Findings findings) {
        String url;
        EngineAccess access;
        try {
            url = driver.url();
            access = EngineAccess.of(layout, machine, driver, url);
            if (!EngineUrl.of(access.address()).isReachable()) {
                findings.skipped(id(), "engine: only docker connects to " + Printable.line(url));
                return;
            }
        } catch (JmException e) {
            String reason = driver.stateReason();
            findings.error(
                    id(),
                    reason.isEmpty()
                            ? "the engine's address is not known: " + e.getMessage()
                            : "its host does not answer: " + reason,
                    null);
            return;
        }
        Instant asked = ticker.now();
        EngineProbe probe = EngineProbe.of(access.address(), access.tls(), limit);
        String place = Printable.line(url) + ": " + probe.reason();
        switch (probe.stage()) {
            case CONNECT -> {
                if (driver.capabilities().ssh()) {
                    overSsh.run(id(), place, program, findings);
                } else {
                    findings.error(id(), "the engine cannot be reached at " + place, null);
                }
            }
            case TLS -> findings.error("engine.tls", "no TLS connection with " + place, renewal(probe));
            case API -> findings.error("engine.api", "no answer of an engine from " + place, null);
            case SUCCESS -> {
                findings.ok(id(), "engine " + probe.reason() + " at " + Printable.line(url));
                clock(asked, probe.date(), findings);
            }
        }
    }

    /** Returns the command that gives the engine a certificate of the machine's CA; null if no certificate is the reason. */
    private @Nullable String renewal(EngineProbe probe) {
        boolean own = driver.capabilities().ssh() && !new ExtrasFile(layout.extras(machine.name())).isAdopted();
        return own && probe.isAboutCertificate()
                ? program + " regenerate-certs " + Printable.line(machine.name())
                : null;
    }

    /** The answer has whole seconds and took some time: both are far below the tolerance. */
    private static void clock(Instant asked, @Nullable Instant date, Findings findings) {
        if (date == null) {
            return;
        }
        Duration off = Duration.between(asked, date);
        if (off.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            findings.warning(
                    "host.clock",
                    "the clock of its host is " + off.abs().toMinutes() + " minutes "
                            + (off.isNegative() ? "behind" : "ahead of") + " that of this computer",
                    null);
        } else {
            findings.ok("host.clock", "its clock is right");
        }
    }
}
