package io.jm.drivers.qemu.share;

import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.os.BoundedReader;
import io.jm.os.Daemon;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.OwnProcesses;
import io.jm.os.ProcessSignals;
import io.jm.text.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The virtiofsd process of one shared directory. It outlives jm and ends with QEMU. One whose QEMU never came is found by
 * its socket, which no other process has on its command line: the lock of its pid file is one that Java cannot query.
 */
final class VirtioFsDaemon {
    private static final String READY = "Waiting for vhost-user socket";
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration APPEAR = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int LINES = 2;

    private final Path socket;
    private final Path log;
    private final Ticker ticker;

    VirtioFsDaemon(Path socket, Path log, Ticker ticker) {
        this.socket = socket;
        this.log = log;
        this.ticker = ticker;
    }

    Path socket() {
        return socket;
    }

    /**
     * Ends what was left, starts the process and waits until it accepts QEMU.
     *
     * @param command from {@link VirtioFsProgram#command}
     * @throws JmException with its last lines if it does not start; it does not run then
     */
    void start(List<String> command) {
        end();
        delete(log);
        // its level of logging is that of its own default: the line that is waited for is among it
        Daemon.start(command, Map.of("RUST_LOG", ""), log);
        Retry retry = new Retry(ticker, START, POLL);
        long appeared = ticker.nanos() + APPEAR.toNanos();
        while (!isReady()) {
            boolean gone = ticker.nanos() - appeared > 0 && processes().isEmpty();
            if (gone || retry.isExhausted()) {
                end();
                String reason = Excerpt.lastLines(log(), LINES).strip();
                throw new JmException(command.get(0) + " does not start: "
                        + (reason.isEmpty()
                                ? "no message, and no answer in " + START.toSeconds() + " s"
                                : Excerpt.line(reason)));
            }
            retry.pause();
        }
    }

    private boolean isReady() {
        return log().contains(READY) && Files.exists(socket) && !processes().isEmpty();
    }

    private String log() {
        try {
            return BoundedReader.text(log, Limits.SMALL_FILE);
        } catch (IOException e) {
            // not there yet
            return "";
        }
    }

    private List<Long> processes() {
        return OwnProcesses.withArgument(VirtioFsProgram.socketArgument(socket));
    }

    /** Ends the process, if there is one, and removes its files. */
    void end() {
        ProcessSignals.end(this::processes, END, ticker);
        delete(socket);
        delete(Path.of(socket + ".pid"));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JmException("cannot delete " + file + ": " + IoReason.of(e), e);
        }
    }
}
