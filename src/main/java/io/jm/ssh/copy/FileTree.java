package io.jm.ssh.copy;

import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import io.jm.os.UnsafeNameException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files at one end of a copy, local or on a machine. Paths are strings, because the syntax of the two ends may
 * differ. A name from a machine is a {@link PeerName}, which only {@link #child} turns into a path.
 */
public interface FileTree {
    /** The type of a file. */
    enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }

    /**
     * The attributes of a file.
     *
     * @param kind its type, after following symbolic links
     * @param mode its permission bits
     * @param size its length in bytes
     * @param owner the user id, -1 if unknown
     * @param group the group id, -1 if unknown
     */
    record Info(Kind kind, int mode, long size, int owner, int group) {}

    /**
     * A file in a directory.
     *
     * @param info the attributes; null if they are to be asked for
     */
    record Entry(PeerName name, @Nullable Info info) {}

    /**
     * A file to copy.
     *
     * @param path its path
     * @param name its name in the target directory; null if it replaces that directory itself, as for the paths
     *     {@code .} and {@code ..}
     */
    record Source(String path, @Nullable PeerName name) {
        /** Returns the source for a path that the user typed. */
        static Source typed(String path, String lastName) {
            boolean unnamed = lastName.isEmpty() || lastName.equals(".") || lastName.equals("..");
            return new Source(path, unnamed ? null : PeerName.of(lastName));
        }
    }

    /** Returns the attributes of a path, following symbolic links; null if it does not exist. */
    @Nullable
    Info info(String path) throws IOException;

    /** Returns the names in a directory, in byte order, without {@code .} and {@code ..}; each counts in the budget. */
    List<PeerName> names(String directory, MemoryBudget budget) throws IOException;

    /** Returns what {@link #names} does, with the attributes that the tree knows from the listing. */
    default List<Entry> entries(String directory, MemoryBudget budget) throws IOException {
        return names(directory, budget).stream()
                .map(name -> new Entry(name, null))
                .toList();
    }

    /** Returns the path with the home directory in place of a leading {@code ~} or {@code ~user}. */
    String expandHome(String path) throws IOException;

    /**
     * Returns the files that match a path which the user typed.
     *
     * @param typed the path, which may have a leading {@code ~} and wildcards
     */
    List<Source> sources(String typed, MemoryBudget budget) throws IOException;

    void makeDirectory(String path, int mode) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @param size the expected number of bytes; the file may have more or fewer
     */
    InputStream read(String path, long size) throws IOException;

    /** Starts writing a file that replaces the one at the path only when it is complete. */
    NewFile write(String path, int mode) throws IOException;

    /** Returns a file to be read in stages; null if this tree reads one file at a time. */
    default @Nullable StagedRead readStaged(String path, int size) {
        return null;
    }

    /**
     * Returns a file to be written in stages; null if this tree writes one file at a time.
     *
     * @param absent whether there is no file at the path for sure
     */
    default @Nullable StagedWrite writeStaged(String path, int mode, boolean absent) {
        return null;
    }

    /**
     * Returns the path of an entry of a directory.
     *
     * @throws UnsafeNameException if the name would escape from the directory
     */
    default String child(String directory, PeerName name) throws UnsafeNameException {
        String inside = name.checked(isWindows());
        return directory.isEmpty() || directory.endsWith("/") ? directory + inside : directory + "/" + inside;
    }

    /** Whether backslash and colon are special characters in paths. */
    default boolean isWindows() {
        return false;
    }

    /** Returns the last name of a path. */
    default String lastName(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}
