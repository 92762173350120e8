package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.time.Duration;

/**
 * Timeouts and retries of SSH connections.
 *
 * @param connect the timeout of the TCP connection
 * @param login the timeout of the greeting, the key exchange and the authentication together
 * @param keepAlive the idle time after which a keep-alive is sent; three without a response close the connection
 * @param attempts how often jm tries to connect to a machine that is starting
 * @param interval the maximum delay between two of those attempts
 */
public record SshTimeouts(Duration connect, Duration login, Duration keepAlive, int attempts, Duration interval) {
    /** Returns docker-machine's defaults: 10 s to connect, 60 attempts with 3 s between them. */
    public static SshTimeouts defaults() {
        return new SshTimeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60), 60, Duration.ofSeconds(3));
    }

    /**
     * Returns the defaults, overridden by {@link Setting#SSH_ATTEMPTS} (a count) and {@link Setting#SSH_RETRY_INTERVAL}
     * (for example {@code 500ms}, {@code 3s}, or a number of seconds).
     *
     * @throws JmException if a value is invalid
     */
    public static SshTimeouts from(Environment environment) {
        SshTimeouts defaults = defaults();
        return new SshTimeouts(
                defaults.connect,
                defaults.login,
                defaults.keepAlive,
                attempts(environment.get(Setting.SSH_ATTEMPTS)),
                interval(environment.get(Setting.SSH_RETRY_INTERVAL)));
    }

    /** Returns how long all attempts take together at most: three minutes by default. */
    public Duration total() {
        return interval.multipliedBy(attempts);
    }

    private static int attempts(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new JmException(Setting.SSH_ATTEMPTS.variable() + " is not a number: " + text, e);
        }
        throw new JmException(Setting.SSH_ATTEMPTS.variable() + " must be at least 1: " + text);
    }

    private static Duration interval(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long unit = switch (text.substring(digits)) {
            case "", "s" -> 1000;
            case "ms" -> 1;
            case "m" -> 60_000;
            default -> 0;
        };
        if (digits == 0 || digits > 9 || unit == 0) {
            throw new JmException(
                    Setting.SSH_RETRY_INTERVAL.variable() + " is not a duration such as 3s or 500ms: " + text);
        }
        return Duration.ofMillis(Long.parseLong(text.substring(0, digits)) * unit);
    }
}
