package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.go.rpc.RpcClient;
import io.jm.machine.Machine;
import io.jm.os.Children;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Opens drivers in other processes: plugins, and the core drivers built into docker-machine. */
public final class PluginDrivers implements DriverFactory, AutoCloseable {
    private final DriverPrograms programs;
    private final Children children;

    public PluginDrivers(Environment environment) {
        this.programs = new DriverPrograms(environment);
        this.children = new Children(environment);
    }

    @Override
    public boolean startsProcess(Machine machine) {
        return true;
    }

    @Override
    public Driver open(DriverName name, DriverContext context) {
        return ValidatingDriver.open(name, context, () -> find(name, context));
    }

    private Driver find(DriverName name, DriverContext context) {
        Path program = programs.plugin(name);
        if (program != null) {
            return start(program, name, context);
        }
        Path host = programs.host(name);
        if (host == null) {
            throw new DriverNotFoundException(name.text(), programs.hint(name));
        }
        try {
            return start(host, name, context);
        } catch (UnsupportedDriverException e) {
            context.console().debug(host + ": " + e.getMessage());
            throw new DriverNotFoundException(name.text(), host + " does not support it either.");
        }
    }

    private Driver start(Path program, DriverName name, DriverContext context) {
        context.console().debug("Found binary path at " + program);
        context.console().debug("Launching plugin server for driver " + name.text());
        PluginProcess process = launch(program, name, context);
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

    private PluginProcess launch(Path program, DriverName name, DriverContext context) {
        // the launcher's name must not reach a plugin, which may be jm itself
        Map<String, String> variables = Map.of(
                Setting.PLUGIN_TOKEN.variable(),
                "42",
                Setting.PLUGIN_DRIVER_NAME.variable(),
                name.text(),
                Setting.PROGRAM.variable(),
                "");
        long started = System.nanoTime();
        try {
            return new PluginProcess(children.start(program, variables), started, context);
        } catch (IOException e) {
            throw new JmException("Error starting plugin binary: fork/exec " + program + ": " + IoReason.of(e), e);
        }
    }

    /** Ends all plugins that are still running. */
    @Override
    public void close() {
        children.close();
    }
}
