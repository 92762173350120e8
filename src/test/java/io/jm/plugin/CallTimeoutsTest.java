package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.os.Environment;
import io.jm.testkit.SilentConsole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTimeoutsTest {
    private static DriverContext context(String timeout) {
        return new DriverContext(
                "box",
                Path.of("/"),
                SilentConsole.INSTANCE,
                new Environment(Map.of("MACHINE_PLUGIN_TIMEOUT", timeout), Path.of("/"), "jm", false),
                Ticker.system());
    }

    private static CallTimeouts seconds(long query, long action) {
        return new CallTimeouts(Duration.ofSeconds(query), Duration.ofSeconds(action));
    }

    @Test
    void anEmptyTimeoutIsTheDefault() {
        assertEquals(seconds(120, 7200), CallTimeouts.of(context("")));
    }

    @Test
    void theUsersTimeoutAppliesToQueriesAndActions() {
        assertEquals(seconds(7, 7), CallTimeouts.of(context("7")));
        assertEquals(seconds(3, 7), CallTimeouts.of(context("7").inBulk(Duration.ofSeconds(3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "0", "10s", "1.5", " ", "10000000"})
    void anyOtherTimeoutIsAnError(String timeout) {
        DriverContext context = context(timeout);
        assertEquals(
                "MACHINE_PLUGIN_TIMEOUT is not a number of seconds from 1 to 9999999: " + timeout,
                assertThrows(JmException.class, () -> CallTimeouts.of(context)).getMessage());
    }
}
