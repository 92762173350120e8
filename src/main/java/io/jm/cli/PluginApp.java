package io.jm.cli;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverNotFoundException;
import io.jm.lifecycle.Drivers;
import io.jm.os.Environment;
import io.jm.plugin.JavaDrivers;
import io.jm.plugin.PluginServer;
import io.jm.ssh.SshClients;
import io.jm.ssh.TerminalPassphrases;
import io.jm.text.GoBool;

/** jm as a driver plugin of another program: its own drivers, without a command line. */
public final class PluginApp {
    private final Environment environment;
    private final Console console;

    public PluginApp(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    /** Serves until the other program is done. */
    public ExitCode run() {
        // never a driver of another process: that could be whoever asks
        DriverFactory others = new JavaDrivers(environment, (name, context) -> {
            throw new DriverNotFoundException(name);
        });
        DriverFactory drivers =
                new Drivers(() -> new SshClients(environment, console, new TerminalPassphrases(), nativeSsh()), others);
        try {
            return new PluginServer(environment, drivers, console).run();
        } catch (JmException e) {
            console.error(e.getMessage());
            return e.exitCode();
        } finally {
            console.flush();
        }
    }

    private boolean nativeSsh() {
        return Boolean.TRUE.equals(GoBool.parse(environment.variable("MACHINE_NATIVE_SSH", "false")));
    }
}
