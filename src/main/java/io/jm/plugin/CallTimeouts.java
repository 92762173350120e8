package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.os.Setting;
import java.time.Duration;

/**
 * The timeouts of calls to a plugin. A plugin that hangs in one call still answers heartbeats, so only a timeout
 * detects it.
 *
 * @param query the timeout of a call that only returns information
 * @param action the timeout of a call that creates, changes or removes a machine
 */
record CallTimeouts(Duration query, Duration action) {
    private static final Duration QUERY = Duration.ofMinutes(2);
    private static final Duration ACTION = Duration.ofHours(2);

    /**
     * Returns the defaults, or the user's timeout in seconds; queries are also limited by the context's timeout.
     *
     * @throws JmException if the user's timeout is not a number from 1 to 9999999
     */
    static CallTimeouts of(DriverContext context) {
        Duration query = QUERY;
        Duration action = ACTION;
        String seconds = context.environment().get(Setting.PLUGIN_TIMEOUT);
        if (seconds.matches("[1-9][0-9]{0,6}")) {
            action = Duration.ofSeconds(Long.parseLong(seconds));
            query = action;
        } else if (!seconds.isEmpty()) {
            throw new JmException(
                    Setting.PLUGIN_TIMEOUT.variable() + " is not a number of seconds from 1 to 9999999: " + seconds);
        }
        Duration timeout = context.timeout();
        return new CallTimeouts(timeout.compareTo(query) < 0 ? timeout : query, action);
    }

    Duration of(Method method) {
        return method.isAction() ? action : query;
    }
}
