package io.jm.lifecycle;

import io.jm.base.UnexpectedException;
import io.jm.driver.Driver;
import io.jm.engine.EngineUrl;
import io.jm.engine.PresentedCertificate;
import io.jm.machine.Machine;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The certificates that engines really use.
 *
 * @param found by the machine's name
 * @param failures why there is none, by the machine's name
 */
public record PresentedCertificates(Map<String, X509Certificate> found, Map<String, String> failures) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Asks the engines of several machines at the same time, those without TLS excepted. */
    public static PresentedCertificates of(List<Machine> all, Machines machines) {
        PresentedCertificates answers = new PresentedCertificates(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        FanOut.run(all, machine -> answers.ask(machine, machines));
        return answers;
    }

    private void ask(Machine machine, Machines machines) {
        try (Driver driver = machines.open(machine)) {
            String url = driver.url();
            if (!driver.tlsDisabled() && EngineUrl.of(url).usesTls()) {
                found.put(machine.name(), PresentedCertificate.of(url, LIMIT));
            }
        } catch (RuntimeException e) {
            failures.put(machine.name(), UnexpectedException.of(e).getMessage());
        }
    }
}
