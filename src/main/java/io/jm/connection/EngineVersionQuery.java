package io.jm.connection;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.engine.EngineClient;
import io.jm.engine.EngineVersion;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.time.Duration;

/** Asks a machine's engine for its version. */
public final class EngineVersionQuery {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private EngineVersionQuery() {}

    /** Returns the versions; errors have the prefix {@code Unable to query docker version: }. */
    public static EngineVersion of(Machine machine, Driver driver, StoreLayout layout, EngineClient engine) {
        try {
            EngineAccess access = EngineAccess.of(layout, machine, driver, driver.url());
            return engine.about(access.address(), access.tls(), LIMIT);
        } catch (JmException e) {
            throw e.within("Unable to query docker version");
        }
    }
}
