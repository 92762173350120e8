package io.jm.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds a process that has a file open (proc(5), {@code /proc/PID/fd}). Only on Linux, and only among the processes whose
 * files this user may see.
 */
public final class FileHolder {
    private FileHolder() {}

    /** Returns such a process; empty if there is none, or it cannot be found out. */
    public static Optional<NamedProcess> find(Path file) {
        try {
            OptionalLong pid = new ProcessFiles(ProcessFiles.PROCESSES)
                    .holder(Set.of(file.toRealPath().toString()));
            return pid.isEmpty()
                    ? Optional.empty()
                    : Optional.of(NamedProcess.of(ProcessFiles.PROCESSES, pid.getAsLong()));
        } catch (IOException e) {
            // it is not there
            return Optional.empty();
        }
    }
}
