package io.jm.plugin;

import io.jm.base.CancelledException;
import io.jm.base.ExitCode;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.go.rpc.RpcServer;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.nio.file.Path;

/** jm as a plugin: serves one of its drivers to a docker-machine, or to any program built on its library. */
public final class PluginServer {
    /** The timeout after which a client without heartbeat counts as gone. */
    private static final int CLIENT_TIMEOUT_SECONDS = 10;

    private final Environment environment;
    private final DriverFactory drivers;
    private final Console console;

    /**
     * Creates the server.
     *
     * @param drivers the drivers that can be served
     * @param console whose standard output the client reads
     */
    public PluginServer(Environment environment, DriverFactory drivers, Console console) {
        this.environment = environment;
        this.drivers = drivers;
        this.console = console;
    }

    /** Serves until the client calls Close or stops sending heartbeats. */
    public ExitCode run() {
        String name = environment.get(Setting.PLUGIN_DRIVER_NAME);
        DriverContext emptyContext = new DriverContext(
                "", Path.of(""), console, environment, Ticker.system(), DriverContext.ENDLESS, "", false);
        DriverService service;
        try {
            service = new DriverService(DriverName.of(name), drivers, emptyContext);
        } catch (DriverNotFoundException e) {
            console.error("Unsupported driver: " + name);
            return ExitCode.FAILED;
        }
        try (RpcServer server = RpcServer.start(service)) {
            console.result(server.address());
            console.flush();
            return service.awaitClose(CLIENT_TIMEOUT_SECONDS) ? ExitCode.OK : ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
