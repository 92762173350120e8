package io.jm.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the process that holds the lock of a file, from the kernel's table (proc(5), {@code /proc/locks}). Only on
 * Linux, and only among the processes whose files this user may see.
 */
public final class LockHolder {
    /** The columns {@code 1: POSIX ADVISORY WRITE PID MAJOR:MINOR:INODE START END}; a waiting one has an arrow more. */
    private static final int KIND = 1;

    private static final int MODE = 3;
    private static final int PID = 4;
    private static final int FILE = 5;

    private LockHolder() {}

    /** Returns who holds a {@link FileLock}, for a message: {@code NAME (pid NUMBER)}, or {@code another process}. */
    public static String text(Path file) {
        Optional<NamedProcess> found = find(file);
        return found.isPresent() ? found.get().text() : "another process";
    }

    /** Returns the other process that holds a {@link FileLock}; empty if there is none, or it cannot be found out. */
    static Optional<NamedProcess> find(Path file) {
        return find(ProcessFiles.PROCESSES, file);
    }

    /** For tests, with another directory than {@code /proc}. */
    static Optional<NamedProcess> find(Path processes, Path file) {
        try {
            String inode = String.valueOf(Files.getAttribute(file, "unix:ino"));
            String path = file.toRealPath().toString();
            ProcessFiles files = new ProcessFiles(processes);
            Path table = processes.resolve("locks");
            for (String row : BoundedReader.text(table, Limits.SMALL_FILE).split("\n", -1)) {
                long pid = holder(row.strip().split(" +", -1), inode);
                // inodes of several file systems have equal numbers
                if (pid > 0 && pid != ProcessHandle.current().pid() && files.isOpen(pid, path)) {
                    return Optional.of(NamedProcess.of(processes, pid));
                }
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // another system, or the lock is free by now
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Returns the process of a row if it holds a lock of a file with this number; else 0. */
    private static long holder(String[] columns, String inode) {
        boolean holds = columns.length > FILE
                && columns[KIND].equals("POSIX")
                && columns[MODE].equals("WRITE")
                && columns[FILE].endsWith(":" + inode);
        return holds ? Long.parseLong(columns[PID]) : 0;
    }
}
