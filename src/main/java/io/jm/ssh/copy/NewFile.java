package io.jm.ssh.copy;

import java.io.IOException;
import java.io.OutputStream;

/** A file that is being written under another name, so that nobody ever meets half of it. */
public abstract class NewFile {
    private static final int LONGEST_PART = 60;

    /** Where the content goes. */
    abstract OutputStream content();

    /** All is written: the file gets its final name. */
    abstract void keep() throws IOException;

    /** Leaves no trace; what was at the final name stays. */
    abstract void discard();

    /**
     * A name for the time of writing, in the same directory so that it can be renamed, and hidden. A file system takes 255
     * bytes for a name, which may be four for each character.
     */
    static String temporaryName(String name) {
        int length = Math.min(name.length(), LONGEST_PART);
        if (length < name.length() && Character.isHighSurrogate(name.charAt(length - 1))) {
            length--;
        }
        return "." + name.substring(0, length) + ".jm-" + Long.toString(System.nanoTime() & 0xffffffffffL, 36);
    }

    /** The same as a path, where slashes divide. */
    static String beside(String target) {
        int slash = target.lastIndexOf('/');
        return target.substring(0, slash + 1) + temporaryName(target.substring(slash + 1));
    }
}
