package io.jm.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files at one end of a copy, here or on a machine. Paths are texts, as the two ends may differ in their rules. */
interface FileTree {
    /** What a file is. */
    enum Kind {
        FILE,
        FOLDER,
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

    /** What is at that path, behind symbolic links; null if there is nothing. */
    @Nullable
    Info info(String path) throws IOException;

    /** The names in a folder, in byte order, without {@code .} and {@code ..}. */
    List<String> names(String folder) throws IOException;

    /** The path with the home folder in place of a {@code ~} or {@code ~user} at its beginning. */
    String expandHome(String path) throws IOException;

    /** The paths that a path with wildcards means; the path itself where there are none or nothing matches. */
    List<String> expand(String path) throws IOException;

    void makeFolder(String path, int mode) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @param size how many bytes are expected; more or fewer may come
     */
    InputStream read(String path, long size) throws IOException;

    /** Starts to write a file that takes the place of what is at the path only when it is complete. */
    NewFile write(String path, int mode) throws IOException;

    /** The path of a thing in a folder. */
    default String child(String folder, String name) {
        return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + "/" + name;
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
