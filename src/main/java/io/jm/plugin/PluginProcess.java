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

/** A running plugin: its address line, the lines it prints later, and its end. */
final class PluginProcess implements AutoCloseable {
    private static final int FIRST_LINE_SECONDS = 10;
    private static final int END_MILLIS = 500;
    /** What is shown of a program that is no plugin. */
    private static final int MOST_OF_ANOTHER = 4096;

    private static final String SILENT =
            "Error attempting to get plugin server address for RPC: Failed to dial the plugin server in 10s";

    private final ChildProcess child;
    private final long begun;
    private final DriverContext context;
    private final CrashReason lastWords = new CrashReason();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final List<Thread> pumps = new ArrayList<>();

    /**
     * Takes over a program that was started.
     *
     * @param begun {@link System#nanoTime} from before it was started
     */
    PluginProcess(ChildProcess child, long begun, DriverContext context) {
        this.child = child;
        this.begun = begun;
        this.context = context;
        pump(child.output(), true);
        pump(child.errors(), false);
    }

    /**
     * Waits for the address and connects to it.
     *
     * @throws UnsupportedDriverException if the program is not the driver that it was asked to be
     */
    RpcClient connect() {
        String line = firstLine();
        context.console().debug("Plugin server listening at address " + line);
        if (line.isEmpty()) {
            String failure = "dial tcp: missing address" + howItEnded();
            throw failure.contains("Unsupported driver: ")
                    ? new UnsupportedDriverException(failure)
                    : new JmException(failure);
        }
        return RpcClient.dial(PluginAddress.parse(line), ProtocolTypes.registered());
    }

    private String firstLine() {
        try {
            String line = address.get(FIRST_LINE_SECONDS, TimeUnit.SECONDS);
            // A plugin that nobody has called for so long ends by itself: it may be the first to lose patience.
            if (line.isEmpty() && System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(FIRST_LINE_SECONDS)) {
                throw new JmException(SILENT);
            }
            return line;
        } catch (TimeoutException | ExecutionException e) {
            throw new JmException(SILENT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** What there is to say about a plugin that is gone: its status and its last words; empty if it is not. */
    String howItEnded() {
        Integer status = child.status(END_MILLIS);
        if (status == null) {
            return "";
        }
        drain();
        return " (the plugin ended with status " + status + lastWords.told() + ")";
    }

    private void pump(InputStream stream, boolean output) {
        Thread thread = new Thread(() -> relay(new OutputLines(stream), output), "plugin-lines");
        thread.setDaemon(true);
        thread.start();
        pumps.add(thread);
    }

    private void relay(OutputLines lines, boolean output) {
        try {
            int most = Limits.PLUGIN_OUTPUT;
            if (output) {
                String first = lines.next(Limits.PLUGIN_ADDRESS);
                String line = first == null ? "" : first.strip();
                address.complete(line);
                most = PluginAddress.isAddress(line) ? most : MOST_OF_ANOTHER;
            }
            Consumer<String> shown = output ? context::say : line -> context.trace("DBG | " + line);
            relay(lines, output ? line -> {} : lastWords::add, shown, most);
        } catch (IOException e) {
            address.complete("");
        }
    }

    /** All lines are read, so that nobody waits for room, but a flood is not shown. */
    private static void relay(OutputLines lines, Consumer<String> each, Consumer<String> shown, int most)
            throws IOException {
        int left = most;
        for (String line = lines.next(); line != null; line = lines.next()) {
            each.accept(line);
            if (left >= line.length()) {
                left -= line.length() + 1;
                shown.accept(line);
            } else if (left >= 0) {
                left = -1;
                shown.accept("(the program prints too much: the rest is not shown)");
            }
        }
    }

    /** Lets the last lines through; what the plugin itself started may keep the streams open for long. */
    private void drain() {
        for (Thread pump : pumps) {
            try {
                pump.join(END_MILLIS / 2);
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
