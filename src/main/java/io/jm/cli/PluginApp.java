package io.jm.cli;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cloud.CloudServices;
import io.jm.cloud.InternetServices;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverNotFoundException;
import io.jm.drivers.DriverParts;
import io.jm.drivers.Drivers;
import io.jm.go.text.GoBool;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.plugin.JavaDrivers;
import io.jm.plugin.PluginServer;
import io.jm.ssh.SshExecutors;
import io.jm.ssh.TerminalPassphrases;
import io.jm.ssh.client.SshClients;

/** Runs jm as a driver plugin of another program, without a command line. */
public final class PluginApp implements DriverParts {
    private final Environment environment;
    private final Console console;

    public PluginApp(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    /** Serves one driver until the other program ends the connection. */
    public ExitCode run() {
        try {
            return new PluginServer(environment, new Drivers(this), console).run();
        } catch (JmException e) {
            console.error(e.getMessage());
            return e.exitCode();
        } finally {
            console.flush();
        }
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public SshExecutors ssh() {
        return new SshClients(environment, console, new TerminalPassphrases(), nativeSsh());
    }

    @Override
    public CloudServices cloud() {
        return InternetServices.of(environment, ProductVersion.userAgent());
    }

    /** Returns the drivers in jars; never those of plugins, because the plugin could be the calling program. */
    @Override
    public DriverFactory otherDrivers() {
        return new JavaDrivers(environment, (name, context) -> {
            throw new DriverNotFoundException(name.text());
        });
    }

    private boolean nativeSsh() {
        return Boolean.TRUE.equals(GoBool.parse(environment.get(Setting.NATIVE_SSH)));
    }
}
