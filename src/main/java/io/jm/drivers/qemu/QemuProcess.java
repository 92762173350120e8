package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.driver.MachineState;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.os.LockedFile;
import io.jm.os.PrivateFile;
import io.jm.os.ProcessSignals;
import io.jm.qmp.QmpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The QEMU process of a machine, which outlives jm. Its state is queried each time and never stored: it runs as long as
 * a process holds the lock of its pid file.
 */
final class QemuProcess {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(5);
    /** The time between the end of QEMU's monitor and that of its process. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final QemuFiles files;
    private final Ticker ticker;

    QemuProcess(QemuFiles files, Ticker ticker) {
        this.files = files;
        this.ticker = ticker;
    }

    /** Whether the process runs; neither a pid file that was left nor another process with its number counts. */
    boolean isRunning() {
        return LockedFile.isHeld(files.pid());
    }

    /**
     * Starts QEMU, which returns as soon as the machine runs.
     *
     * @throws JmException with the reason if it does not start, or runs already
     */
    void start(Path program, List<String> arguments) {
        try (FileLock lock = lock()) {
            if (isRunning()) {
                throw new JmException("the virtual machine is running already");
            }
            deleteLeftFiles();
            files.createSocketDirectory();
            createConsole();
            QemuProgram.output(program, arguments);
        }
    }

    /**
     * Excludes other starts: without its pid file, which a start deletes, a QEMU that has just started would be found by
     * nobody. A plugin is called without jm's lock of the machine.
     */
    private FileLock lock() {
        return FileLock.acquire(files.startLock(), START, file -> {});
    }

    private void deleteLeftFiles() {
        delete(files.pid());
        delete(files.monitor());
        delete(files.watcherMonitor());
    }

    /** QEMU would create the file readable for others; it keeps the mode of one that exists. */
    private void createConsole() {
        try {
            PrivateFile.replace(files.console(), new byte[0]);
        } catch (IOException e) {
            throw new JmException("open " + files.console() + ": " + IoReason.of(e), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JmException("cannot delete " + file + ": " + IoReason.of(e), e);
        }
    }

    /** Returns the state and its reason. */
    Status status() {
        if (!isRunning()) {
            return new Status(MachineState.STOPPED, "");
        }
        try (QmpClient qmp = QmpClient.connect(files.monitor(), ANSWER)) {
            String status = qmp.execute("query-status").path("status").asText();
            return Status.of(status);
        } catch (JmException e) {
            return awaitEnd(CLOSING)
                    ? new Status(MachineState.STOPPED, "")
                    : new Status(MachineState.ERROR, "QEMU does not answer: " + e.getMessage());
        }
    }

    /**
     * The state of a machine.
     *
     * @param reason why it is so; empty if there is nothing to tell
     */
    record Status(MachineState state, String reason) {
        static Status of(String status) {
            return switch (status) {
                case "running" -> new Status(MachineState.RUNNING, "");
                case "paused", "suspended" -> new Status(MachineState.PAUSED, "");
                case "prelaunch", "inmigrate", "restore-vm" -> new Status(MachineState.STARTING, "");
                case "io-error" -> new Status(MachineState.ERROR, "the disk of this computer is full (io-error)");
                default -> new Status(MachineState.ERROR, status);
            };
        }
    }

    /** Presses the machine's power button; a system that is still booting does not notice, nor one that is off. */
    void pressPowerButton() {
        try {
            command("system_powerdown");
        } catch (JmException e) {
            if (!awaitEnd(CLOSING)) {
                throw e;
            }
        }
    }

    /**
     * Lets a machine go on that QEMU has stopped, as it does when this computer's disk is full.
     *
     * @throws JmException with the reason if it does not
     */
    void resume() {
        command("cont");
        Status status = status();
        if (status.state() != MachineState.RUNNING) {
            throw new JmException("the virtual machine does not go on: "
                    + (status.reason().isEmpty() ? status.state().text() : status.reason()));
        }
    }

    private void command(String name) {
        try (QmpClient qmp = QmpClient.connect(files.monitor(), ANSWER)) {
            qmp.execute(name);
        }
    }

    /** Waits until the process has ended; returns false if it still runs after the timeout. */
    boolean awaitEnd(Duration timeout) {
        Retry retry = new Retry(ticker, timeout, POLL);
        while (isRunning()) {
            if (retry.isExhausted()) {
                return false;
            }
            retry.pause();
        }
        return true;
    }

    /**
     * Ends the process at once: asks it to quit, then sends SIGTERM, then SIGKILL, always to the process that holds the
     * lock.
     *
     * @throws JmException if it does not end
     */
    void end() {
        if (isRunning() && !quits() && !isEnded()) {
            throw new JmException("QEMU does not end; its process id is in " + files.pid());
        }
        if (!Files.isDirectory(files.directory())) {
            return;
        }
        try (FileLock lock = lock()) {
            if (!isRunning()) {
                deleteLeftFiles();
            }
        }
    }

    private boolean quits() {
        try {
            command("quit");
        } catch (JmException e) {
            // it may end before it answers, or not answer at all; the lock tells
            return awaitEnd(CLOSING);
        }
        return awaitEnd(END);
    }

    private boolean isEnded() {
        ProcessSignals.end(() -> LockedFile.holder(files.pid()).stream().boxed().toList(), END, ticker);
        return !isRunning();
    }
}
