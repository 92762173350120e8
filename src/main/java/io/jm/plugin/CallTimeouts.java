package io.jm.plugin;

import io.jm.driver.DriverContext;
import io.jm.os.Setting;
import java.time.Duration;

/**
 * How long a plugin may take for one call. One that hangs in a call but lives otherwise is only found by the clock.
 *
 * @param question the most for a call that only tells something
 * @param action the most for a call that makes, changes or removes a machine
 */
record CallTimeouts(Duration question, Duration action) {
    private static final Duration QUESTION = Duration.ofMinutes(2);
    private static final Duration ACTION = Duration.ofHours(2);

    /** The user's own limit in seconds, if there is one; the patience of whoever opened the driver. */
    static CallTimeouts of(DriverContext context) {
        Duration question = QUESTION;
        Duration action = ACTION;
        String seconds = context.environment().get(Setting.PLUGIN_TIMEOUT);
        if (seconds.matches("[1-9][0-9]{0,6}")) {
            action = Duration.ofSeconds(Long.parseLong(seconds));
            question = action;
        }
        Duration patience = context.patience();
        return new CallTimeouts(patience.compareTo(question) < 0 ? patience : question, action);
    }

    Duration of(Method method) {
        return method.isAction() ? action : question;
    }
}
