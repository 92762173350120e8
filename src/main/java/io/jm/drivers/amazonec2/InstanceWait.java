package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.cloud.Poll;
import io.jm.driver.DriverContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for an instance. */
final class InstanceWait {
    private static final Duration TIMEOUT = Duration.ofSeconds(300);
    /** How long EC2 may not know an instance that it has just launched. */
    private static final Duration VISIBLE = Duration.ofSeconds(60);

    private static final double FIRST_SECONDS = 2;
    private static final double GROWTH = 1.5;
    private static final double LONGEST_SECONDS = 10;
    private static final double SPREAD = 0.2;

    private final DriverContext context;
    private final Ec2Api api;

    InstanceWait(DriverContext context, Ec2Api api) {
        this.context = context;
        this.api = api;
    }

    /**
     * Returns the instance as soon as it runs and has an address.
     *
     * @throws JmException if it ends instead, with EC2's reason, or after five minutes
     */
    Instance untilUsable(String id, Ec2Config config) {
        return until(
                id,
                instance -> instance.state().equals("running")
                        && !Ec2Address.find(config, instance).isEmpty(),
                Set.of("shutting-down", "terminated", "stopping", "stopped"),
                "did not run with an address");
    }

    /** As {@link #untilUsable}, after a start, when EC2 may report the old state for a moment. */
    Instance untilStarted(String id, Ec2Config config) {
        return until(
                id,
                instance -> instance.state().equals("running")
                        && !Ec2Address.find(config, instance).isEmpty(),
                Set.of("shutting-down", "terminated"),
                "did not run with an address");
    }

    Instance untilStopped(String id) {
        return until(
                id,
                instance -> instance.state().equals("stopped"),
                Set.of("shutting-down", "terminated"),
                "did not stop");
    }

    private Instance until(String id, Predicate<Instance> done, Set<String> failed, String late) {
        long visible = context.ticker().nanos() + VISIBLE.toNanos();
        return new Poll(context.ticker(), TIMEOUT, delays())
                .until(
                        () -> {
                            Instance instance = visible(id, visible);
                            if (instance != null && failed.contains(instance.state())) {
                                throw new JmException("instance " + id + " is " + instance.state()
                                        + (instance.reason().isEmpty() ? "" : ": " + instance.reason()));
                            }
                            return instance != null && done.test(instance) ? instance : null;
                        },
                        "instance " + id + " " + late + " within " + TIMEOUT.toSeconds() + " seconds");
    }

    private @Nullable Instance visible(String id, long limit) {
        try {
            Instance instance = api.instance(id);
            if (instance != null || context.ticker().nanos() - limit < 0) {
                return instance;
            }
        } catch (ApiException e) {
            if (!e.is(ApiException.Kind.NOT_FOUND) || context.ticker().nanos() - limit >= 0) {
                throw e;
            }
            return null;
        }
        throw new JmException("instance " + id + " not found");
    }

    private static Duration[] delays() {
        List<Duration> delays = new ArrayList<>();
        for (double seconds = FIRST_SECONDS; seconds < LONGEST_SECONDS; seconds *= GROWTH) {
            delays.add(spread(seconds));
        }
        delays.add(spread(LONGEST_SECONDS));
        return delays.toArray(Duration[]::new);
    }

    /** So that many machines do not ask at the same moment. */
    static Duration spread(double seconds) {
        double factor = 1 - SPREAD / 2 + SPREAD * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (seconds * 1000 * factor));
    }
}
