package io.jm.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every file of directories, with its bytes, its permissions and the time of its last change. */
public final class Snapshot {
    private Snapshot() {}

    /** Returns the files by their paths; two snapshots are equal if nothing was changed between them. */
    public static Map<String, String> of(Path... directories) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path directory : directories) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.toList()) {
                    files.put(file.toString(), text(file));
                }
            }
        }
        return files;
    }

    private static String text(Path file) throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        String content = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                : "";
        return mode + " " + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS) + " " + content;
    }
}
