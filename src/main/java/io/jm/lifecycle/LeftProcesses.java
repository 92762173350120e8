package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.os.LockedFile;
import io.jm.os.ProcessSignals;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes of a machine whose driver cannot be asked to end them: each holds the lock of a pid file in the machine
 * directory. Without the directory they could not be found.
 */
final class LeftProcesses {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path directory;
    private final Ticker ticker;

    LeftProcesses(Path directory, Ticker ticker) {
        this.directory = directory;
        this.ticker = ticker;
    }

    /**
     * Ends them: with SIGTERM, then with SIGKILL.
     *
     * @throws JmException if one does not end
     */
    void end() {
        ProcessSignals.end(this::pids, GRACE, ticker);
        if (!held().isEmpty()) {
            throw new JmException("a process of the machine does not end; its id is in " + held());
        }
    }

    private List<Long> pids() {
        return held().stream()
                .flatMapToLong(file -> LockedFile.holder(file).stream())
                .boxed()
                .toList();
    }

    private List<Path> held() {
        List<Path> held = new ArrayList<>();
        // opening a FIFO to list it would wait for a writer
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return held;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.pid")) {
            for (Path file : files) {
                if (LockedFile.isHeld(file)) {
                    held.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // no directory, no processes
            return List.of();
        }
        return held;
    }
}
