package io.jm.ssh.copy;

import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import io.jm.os.UnsafeNameException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files at one end of a copy, here or on a machine. Paths are texts, as the two ends may differ in their rules. What
 * a machine names is a {@link PeerName}, and {@link #child} is the only way from there to a path.
 */
public interface FileTree {
    /** What a file is. */
    enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }

    /**
     * What is known about a file.
     *
     * @param kind what it is, behind symbolic links
     * @param mode its permission bits
     * @param size its length in bytes
     * @param owner the owner's number, -1 if unknown
     * @param group the group's number, -1 if unknown
     */
    record Info(Kind kind, int mode, long size, int owner, int group) {}

    /**
     * A file to copy.
     *
     * @param path where it is
     * @param name what it is called in a directory that it is copied to; null if it takes that directory's place, as what the
     *     user calls {@code .} or {@code ..} does
     */
    record Source(String path, @Nullable PeerName name) {
        /** A path as the user typed it. */
        static Source typed(String path, String lastName) {
            boolean nameless = lastName.isEmpty() || lastName.equals(".") || lastName.equals("..");
            return new Source(path, nameless ? null : PeerName.of(lastName));
        }
    }

    /** What is at that path, behind symbolic links; null if there is nothing. */
    @Nullable
    Info info(String path) throws IOException;

    /** The names in a directory, in byte order, without {@code .} and {@code ..}; each is accounted for in the budget. */
    List<PeerName> names(String directory, TextBudget budget) throws IOException;

    /** The path with the home directory in place of a {@code ~} or {@code ~user} at its beginning. */
    String expandHome(String path) throws IOException;

    /**
     * The files that a path means which a user typed.
     *
     * @param typed the path, perhaps with a {@code ~} at its beginning and wildcards
     */
    List<Source> sources(String typed, MemoryBudget budget) throws IOException;

    void makeDirectory(String path, int mode) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @param size how many bytes are expected; more or fewer may come
     */
    InputStream read(String path, long size) throws IOException;

    /** Starts to write a file that takes the place of what is at the path only when it is complete. */
    NewFile write(String path, int mode) throws IOException;

    /**
     * The path of a thing in a directory.
     *
     * @throws UnsafeNameException if the name would lead out of the directory
     */
    default String child(String directory, PeerName name) throws UnsafeNameException {
        String inside = name.checked(isWindows());
        return directory.isEmpty() || directory.endsWith("/") ? directory + inside : directory + "/" + inside;
    }

    /** Whether a backslash and a colon have a meaning in paths. */
    default boolean isWindows() {
        return false;
    }

    /** The last name of a path. */
    default String lastName(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}
