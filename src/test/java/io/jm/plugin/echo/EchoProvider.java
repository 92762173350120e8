package io.jm.plugin.echo;

import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverProvider;

/** Provides the test driver from a jar. */
public final class EchoProvider implements DriverProvider {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Driver open(DriverContext context) {
        return new EchoDriver(context);
    }
}
