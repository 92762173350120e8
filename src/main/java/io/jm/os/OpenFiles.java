package io.jm.os;

import java.io.IOException;
import java.nio.file.Path;

/** The maximum number of files and connections that the process can have open. */
public final class OpenFiles {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String ROW = "Max open files";
    private static final int LIMITS_BYTES = 64 << 10;
    /** The default of macOS, lower than that of any other system. */
    private static final int DEFAULT = 256;

    private OpenFiles() {}

    /** Returns the soft limit, as {@code ulimit -n} shows it. */
    public static int limit() {
        try {
            for (String row : BoundedReader.text(LIMITS, LIMITS_BYTES).split("\n", -1)) {
                if (row.startsWith(ROW)) {
                    return parsed(row.substring(ROW.length()).strip());
                }
            }
        } catch (IOException e) {
            return DEFAULT;
        }
        return DEFAULT;
    }

    private static int parsed(String columns) {
        int blank = columns.indexOf(' ');
        try {
            return Integer.parseInt(blank < 0 ? columns : columns.substring(0, blank));
        } catch (NumberFormatException e) {
            // "unlimited"
            return Integer.MAX_VALUE;
        }
    }
}
