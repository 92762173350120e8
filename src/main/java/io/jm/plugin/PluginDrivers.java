package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverNotFoundException;
import io.jm.os.Children;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.plugin.rpc.RpcClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Drivers in other processes: plugins, and the core drivers inside of a Go docker-machine. */
public final class PluginDrivers implements DriverFactory, AutoCloseable {
    private final DriverPrograms programs;
    private final Children children;

    public PluginDrivers(Environment environment) {
        this.programs = new DriverPrograms(environment);
        this.children = new Children(environment);
    }

    @Override
    public boolean startsProcess(String driverName) {
        return true;
    }

    @Override
    public Driver open(String driverName, DriverContext context) {
        Path program = programs.plugin(driverName);
        if (program != null) {
            return open(program, driverName, context);
        }
        Path host = programs.host(driverName);
        if (host == null) {
            throw new DriverNotFoundException(driverName);
        }
        try {
            return open(host, driverName, context);
        } catch (UnsupportedDriverException e) {
            context.console().debug(host + ": " + e.getMessage());
            throw new DriverNotFoundException(driverName);
        }
    }

    private Driver open(Path program, String driverName, DriverContext context) {
        context.console().debug("Found binary path at " + program);
        context.console().debug("Launching plugin server for driver " + driverName);
        PluginProcess process = start(program, driverName, context);
        RpcClient client = null;
        Driver driver = null;
        try {
            client = process.connect();
            driver = new PluginDriver(context, new PluginCalls(context, process, client));
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

    private PluginProcess start(Path program, String driverName, DriverContext context) {
        // what the launcher tells jm is nothing for a plugin, which may be jm itself
        Map<String, String> variables = Map.of(
                "MACHINE_PLUGIN_TOKEN",
                "42",
                "MACHINE_PLUGIN_DRIVER_NAME",
                driverName,
                "JM_PROGRAM",
                "",
                "JM_TERMINAL",
                "");
        long begun = System.nanoTime();
        try {
            return new PluginProcess(children.start(program, variables), begun, context);
        } catch (IOException e) {
            throw new JmException("Error starting plugin binary: fork/exec " + program + ": " + IoReason.of(e), e);
        }
    }

    /** Ends every plugin that still runs, because nobody waits for it any more. */
    @Override
    public void close() {
        children.close();
    }
}
