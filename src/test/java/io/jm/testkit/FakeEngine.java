package io.jm.testkit;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.engine.EngineClient;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineVersion;
import io.jm.tls.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Engines that answer what a test sets. */
public final class FakeEngine implements EngineClient {
    /** Versions by address; {@code silent} waits, and a text that starts with {@code !} is an error. */
    public final Map<String, String> versions = new ConcurrentHashMap<>();

    /** Errors of TLS connections, by address. */
    public final Map<String, String> tlsFailures = new ConcurrentHashMap<>();

    /** Reasons why no engine answers, by address. */
    public final Map<String, String> silent = new ConcurrentHashMap<>();

    /** The addresses that were asked. */
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** How long those that were asked for their version could take. */
    public final List<Duration> limits = Collections.synchronizedList(new ArrayList<>());

    public Instant expiry = Instant.MAX;
    public Expiry.Owner expiryOf = Expiry.Owner.ENGINE;

    private final CountDownLatch silence;

    /**
     * Prepares engines.
     *
     * @param silence until when silent ones wait
     */
    public FakeEngine(CountDownLatch silence) {
        this.silence = silence;
    }

    @Override
    public EngineVersion about(String url, EngineTls tls, Duration deadline) {
        asked.add(url);
        limits.add(deadline);
        String answer = versions.getOrDefault(url, "!Cannot connect to the docker engine endpoint");
        if (answer.equals("silent")) {
            waitForTheEnd();
        }
        if (answer.startsWith("!")) {
            throw new JmException(answer.substring(1));
        }
        return new EngineVersion(answer, "1.50");
    }

    @Override
    public Expiry checkTls(String authority, EngineTls tls, Duration deadline) {
        asked.add(authority);
        if (silent.containsKey(authority)) {
            throw new JmException(String.valueOf(silent.get(authority)), ErrorCode.ENGINE, null);
        }
        if (tlsFailures.containsKey(authority)) {
            throw new JmException(tlsFailures.get(authority));
        }
        return new Expiry(expiryOf, expiry);
    }

    private void waitForTheEnd() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
