package io.jm.os;

import io.jm.text.Printable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Another process of this computer, for messages.
 *
 * @param name the name of its program, printable; empty if it cannot be read
 * @param pid its process id
 */
public record NamedProcess(String name, long pid) {
    /** The kernel has 15 characters. */
    private static final int MAX_NAME = 40;

    /** Reads the name of a process from a directory like {@code /proc}. */
    static NamedProcess of(Path processes, long pid) {
        try {
            Path file = processes.resolve(String.valueOf(pid)).resolve("comm");
            return new NamedProcess(
                    Printable.excerpt(
                            BoundedReader.text(file, Limits.SMALL_FILE).strip(), MAX_NAME),
                    pid);
        } catch (IOException e) {
            return new NamedProcess("", pid);
        }
    }

    /** Returns it as {@code NAME (pid NUMBER)}. */
    public String text() {
        return (name.isEmpty() ? "a process" : name) + " (pid " + pid + ")";
    }
}
