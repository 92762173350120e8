package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.os.Environment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long {@code ls} and {@code active} wait.
 *
 * @param machine the most one machine may take altogether
 * @param uncertainEngine the most an engine may take that is nothing but a recorded address, or behind a jump host
 */
public record AnswerLimits(Duration machine, Duration uncertainEngine) {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration UNCERTAIN = Duration.ofSeconds(3);
    private static final Duration NONE = Duration.ofHours(1);

    /**
     * Returns the limits for the timeout that the user specified.
     *
     * @param seconds the value of the option, or null if it was not given; zero and less mean no limit
     */
    public static AnswerLimits of(@Nullable Long seconds, Environment environment) {
        if (seconds == null) {
            return new AnswerLimits(USUAL, environment.usesDockerMachineDefaults() ? USUAL : UNCERTAIN);
        }
        if (seconds > NONE.toSeconds()) {
            throw new JmException("Error: a timeout of " + seconds + " seconds is too long; 0 means no limit");
        }
        Duration limit = seconds <= 0 ? NONE : Duration.ofSeconds(seconds);
        return new AnswerLimits(limit, limit);
    }

    /** Returns the timeout of a driver's answer: longer than the machine's, which is reported as a timeout. */
    Duration driver() {
        return machine.plusSeconds(1);
    }

    /** The deadline of the question to an engine: the driver's, unless it may be out of reach and that limit is shorter. */
    Duration engine(boolean uncertain) {
        return uncertain && uncertainEngine.compareTo(machine) < 0 ? uncertainEngine : driver();
    }
}
