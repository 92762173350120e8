package io.jm.ssh;

import java.io.IOException;
import java.io.OutputStream;

/** A file that is being written under another name, so that nobody ever meets half of it. */
abstract class NewFile {
    /** Where the content goes. */
    abstract OutputStream content();

    /** All is written: the file gets its final name. */
    abstract void keep() throws IOException;

    /** Leaves no trace; what was at the final name stays. */
    abstract void discard();

    /** A name for the time of writing, in the same folder so that it can be renamed, and hidden. */
    static String temporaryName(String name) {
        String kept = name.length() > 200 ? name.substring(0, 200) : name;
        return "." + kept + ".jm-" + Long.toString(System.nanoTime() & 0xffffffffffL, 36);
    }

    /** The same as a path, where slashes divide. */
    static String beside(String target) {
        int slash = target.lastIndexOf('/');
        return target.substring(0, slash + 1) + temporaryName(target.substring(slash + 1));
    }
}
