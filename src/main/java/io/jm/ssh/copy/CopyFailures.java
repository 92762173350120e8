package io.jm.ssh.copy;

import io.jm.ssh.PeerReason;
import io.jm.text.Printable;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;

/** The errors of a copy, one printable line for each file; their number is limited, because a machine supplies them. */
final class CopyFailures {
    private static final int MAX_LINES = 1000;

    private final List<String> lines = new ArrayList<>();
    private long more;

    void add(String path, String reason) {
        if (lines.size() < MAX_LINES) {
            lines.add(Printable.line(path) + ": " + PeerReason.line(reason));
        } else {
            more++;
        }
    }

    void add(String path, Exception e) {
        add(path, reason(e));
    }

    private static String reason(Exception e) {
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "Not a directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        if (e instanceof FileSystemException local) {
            return local.getReason() == null ? "No such file or directory" : local.getReason();
        }
        return PeerReason.of(e);
    }

    /** Returns the lines, and as a last line how many were omitted. */
    List<String> lines() {
        if (more == 0) {
            return List.copyOf(lines);
        }
        List<String> all = new ArrayList<>(lines);
        all.add("and " + more + " more");
        return all;
    }
}
