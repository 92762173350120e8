package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.os.ChildProcess;
import io.jm.plugin.rpc.RpcClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running plugin: its address line, the lines it prints later, and its end. */
final class PluginProcess implements AutoCloseable {
    private static final int FIRST_LINE_SECONDS = 10;

    private final ChildProcess child;
    private final DriverContext context;
    private final CompletableFuture<String> address = new CompletableFuture<>();

    private PluginProcess(ChildProcess child, DriverContext context) {
        this.child = child;
        this.context = context;
        pump(child.output(), true);
        pump(child.errors(), false);
    }

    static PluginProcess start(Path program, String driverName, DriverContext context) {
        Map<String, String> variables = Map.of("MACHINE_PLUGIN_TOKEN", "42", "MACHINE_PLUGIN_DRIVER_NAME", driverName);
        try {
            return new PluginProcess(ChildProcess.start(program, variables, Duration.ofSeconds(1)), context);
        } catch (IOException e) {
            throw new JmException("Error starting plugin binary: " + e.getMessage(), e);
        }
    }

    /** Waits for the address and connects to it. */
    RpcClient connect() {
        String line = firstLine();
        int colon = line.lastIndexOf(':');
        if (line.isEmpty()) {
            throw new JmException("dial tcp: missing address");
        }
        if (colon < 0) {
            throw new JmException("dial tcp: address " + line + ": missing port in address");
        }
        try {
            return RpcClient.dial(line.substring(0, colon), Integer.parseInt(line.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new JmException("dial tcp: address " + line + ": invalid port", e);
        }
    }

    private String firstLine() {
        try {
            return address.get(FIRST_LINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new JmException(
                    "Error attempting to get plugin server address for RPC: Failed to dial the plugin server in 10s",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new io.jm.base.CancelledException();
        }
    }

    private void pump(InputStream stream, boolean output) {
        Thread thread = new Thread(() -> relay(stream, output), "plugin-lines");
        thread.setDaemon(true);
        thread.start();
    }

    private void relay(InputStream stream, boolean output) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            if (output) {
                String first = lines.readLine();
                address.complete(first == null ? "" : first.strip());
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (output) {
                    context.say(line);
                } else {
                    context.console().debug("(" + context.machineName() + ") DBG | " + line);
                }
            }
        } catch (IOException e) {
            address.complete("");
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
