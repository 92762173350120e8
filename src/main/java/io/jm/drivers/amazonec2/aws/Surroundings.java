package io.jm.drivers.amazonec2.aws;

import io.jm.base.Ticker;
import io.jm.cloud.Transport;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What AWS's services and credentials are reached with.
 *
 * @param internet a connection to the provider
 * @param nearby a connection to the services that AWS offers to its own machines, with short timeouts and no proxy
 * @param question asks for the code of an MFA device
 * @param trace where debug lines go
 */
public record Surroundings(
        Environment environment,
        Ticker ticker,
        Transport internet,
        Transport nearby,
        Question question,
        Consumer<String> trace) {
    /** Asks the user for something that is not shown. */
    public interface Question {
        /** Returns what the user types; null if there is no terminal. */
        @Nullable
        String ask(String prompt);
    }

    /** Returns a variable of AWS's tools; empty if it is not set. */
    public String variable(String name) {
        return environment.variable(name, "");
    }

    /** Returns a file that a variable names, or one in the user's directory for AWS. */
    Path file(String variable, String... inHome) {
        String given = variable.isEmpty() ? "" : variable(variable);
        if (!given.isEmpty()) {
            return environment.path(given);
        }
        String home = environment.home();
        Path base =
                environment.workingDirectory().resolve(home == null ? "" : home).resolve(".aws");
        for (String step : inHome) {
            base = base.resolve(step);
        }
        return base;
    }
}
