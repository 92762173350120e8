package io.jm.plugin;

import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverNotFoundException;
import io.jm.os.Programs;
import io.jm.plugin.rpc.RpcClient;
import java.nio.file.Path;

/** Drivers in programs called {@code docker-machine-driver-NAME} on the user's {@code PATH}. */
public final class PluginDrivers implements DriverFactory {
    @Override
    public Driver open(String driverName, DriverContext context) {
        Path program = Programs.find(context.environment(), "docker-machine-driver-" + driverName);
        if (program == null) {
            throw new DriverNotFoundException(driverName);
        }
        context.console().debug("Found binary path at " + program);
        PluginProcess process = PluginProcess.start(program, driverName, context);
        RpcClient client = null;
        Driver driver = null;
        try {
            client = process.connect();
            driver = new PluginDriver(context, process, client);
            return driver;
        } finally {
            if (driver == null) {
                if (client != null) {
                    client.close();
                }
                process.close();
            }
        }
    }
}
