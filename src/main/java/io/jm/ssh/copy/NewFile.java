package io.jm.ssh.copy;

import java.io.IOException;
import java.io.OutputStream;

/** A file that is written under a temporary name, so that no process ever reads a partial file. */
public abstract class NewFile {
    private static final int MAX_PART = 60;

    /** Returns the stream for the content. */
    abstract OutputStream content();

    /** Completes the file and gives it its final name. */
    abstract void keep() throws IOException;

    /** Deletes the temporary file; a file under the final name is left unchanged. */
    abstract void discard();

    /**
     * Returns a hidden temporary name for the same directory, so that it can be renamed. File systems allow 255 bytes
     * in a name, and a character has up to four.
     */
    static String temporaryName(String name) {
        int length = Math.min(name.length(), MAX_PART);
        if (length < name.length() && Character.isHighSurrogate(name.charAt(length - 1))) {
            length--;
        }
        return "." + name.substring(0, length) + ".jm-" + Long.toString(System.nanoTime() & 0xffffffffffL, 36);
    }

    /** Returns the temporary path for a path with slashes. */
    static String temporaryPath(String target) {
        int slash = target.lastIndexOf('/');
        return target.substring(0, slash + 1) + temporaryName(target.substring(slash + 1));
    }
}
