package io.jm.os;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The files that the processes of this computer have open, as Linux shows them (proc(5), {@code /proc/PID/fd}): a user
 * sees those of the own processes, root all. Other systems show none.
 */
final class ProcessFiles {
    static final Path PROCESSES = Path.of("/proc");

    /** What is looked at before the search is given up; a computer with many servers has some ten thousand. */
    private static final int MAX_FILES = 200_000;

    private final Path processes;
    private int left = MAX_FILES;

    /**
     * Looks at processes.
     *
     * @param processes {@code /proc}, or the directory that a test has made
     */
    ProcessFiles(Path processes) {
        this.processes = processes;
    }

    /** Returns a process that has one of these files open, as the targets of its links: a path, or {@code socket:[N]}. */
    OptionalLong holder(Set<String> targets) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[1-9]*")) {
            for (Path process : all) {
                if (isOpen(process, targets)) {
                    return pid(process);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // another system
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    /** Returns whether a process has the file open. */
    boolean isOpen(long pid, String target) {
        return isOpen(processes.resolve(String.valueOf(pid)), Set.of(target));
    }

    private boolean isOpen(Path process, Set<String> targets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                left--;
                if (left < 0) {
                    return false;
                }
                if (targets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // it belongs to another user, or has ended
            return false;
        }
        return false;
    }

    private static OptionalLong pid(Path process) {
        try {
            return OptionalLong.of(Long.parseLong(String.valueOf(process.getFileName())));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
