package io.jm.plugin;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.go.rpc.RpcClient;
import io.jm.os.ChildProcess;
import io.jm.os.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A running plugin: reads its address and its output, and reports how it exits. */
final class PluginProcess implements AutoCloseable {
    private static final int FIRST_LINE_SECONDS = 10;
    private static final int EXIT_MILLIS = 500;
    /** The maximum characters shown of a program that is not a plugin. */
    private static final int MAX_OTHER_OUTPUT = 4096;

    private static final String TIMED_OUT =
            "Error attempting to get plugin server address for RPC: Failed to dial the plugin server in 10s";

    private final ChildProcess child;
    private final long started;
    private final DriverContext context;
    private final CrashReason crashReason = new CrashReason();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final List<Thread> pumps = new ArrayList<>();

    /**
     * Takes over a program that has been started.
     *
     * @param started {@link System#nanoTime} from before it was started
     */
    PluginProcess(ChildProcess child, long started, DriverContext context) {
        this.child = child;
        this.started = started;
        this.context = context;
        pump(child.output(), true);
        pump(child.errors(), false);
    }

    /**
     * Waits for the address and connects to it.
     *
     * @throws UnsupportedDriverException if the program does not have the requested driver
     */
    RpcClient connect() {
        String line = firstLine();
        context.console().debug("Plugin server listening at address " + line);
        if (line.isEmpty()) {
            String failure = "dial tcp: missing address" + exitReason();
            throw failure.contains("Unsupported driver: ")
                    ? new UnsupportedDriverException(failure)
                    : new JmException(failure);
        }
        return RpcClient.dial(PluginAddress.parse(line), ProtocolTypes.registered());
    }

    private String firstLine() {
        try {
            String line = address.get(FIRST_LINE_SECONDS, TimeUnit.SECONDS);
            // a plugin exits after ten seconds without a call, which may be before our timeout
            if (line.isEmpty() && System.nanoTime() - started >= TimeUnit.SECONDS.toNanos(FIRST_LINE_SECONDS)) {
                throw new JmException(TIMED_OUT);
            }
            return line;
        } catch (TimeoutException | ExecutionException e) {
            throw new JmException(TIMED_OUT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** Returns the exit status and the crash reason for an error message; empty if the plugin is still running. */
    String exitReason() {
        Integer status = child.status(EXIT_MILLIS);
        if (status == null) {
            return "";
        }
        drain();
        return " (the plugin exited with status " + status + crashReason.suffix() + ")";
    }

    private void pump(InputStream stream, boolean output) {
        Thread thread = new Thread(() -> relay(new OutputLines(stream), output), "plugin-lines");
        thread.setDaemon(true);
        thread.start();
        pumps.add(thread);
    }

    private void relay(OutputLines lines, boolean output) {
        try {
            int max = Limits.PLUGIN_OUTPUT;
            if (output) {
                String first = lines.next(Limits.PLUGIN_ADDRESS);
                String line = first == null ? "" : first.strip();
                address.complete(line);
                max = PluginAddress.isAddress(line) ? max : MAX_OTHER_OUTPUT;
            }
            Consumer<String> shown = output ? context::say : line -> context.trace("DBG | " + line);
            relay(lines, output ? line -> {} : crashReason::add, shown, max);
        } catch (IOException e) {
            address.complete("");
        }
    }

    /** Reads all lines, so that the plugin is never blocked by a full pipe, but shows only {@code max} characters. */
    private static void relay(OutputLines lines, Consumer<String> each, Consumer<String> shown, int max)
            throws IOException {
        int left = max;
        for (String line = lines.next(); line != null; line = lines.next()) {
            each.accept(line);
            if (left >= line.length()) {
                left -= line.length() + 1;
                shown.accept(line);
            } else if (left >= 0) {
                left = -1;
                shown.accept("(too much output: the rest is omitted)");
            }
        }
    }

    /** Waits shortly for the last lines; processes started by the plugin may keep the streams open. */
    private void drain() {
        for (Thread pump : pumps) {
            try {
                pump.join(EXIT_MILLIS / 2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        child.close();
        drain();
    }
}
