package io.jm.store;

import io.jm.base.JmException;
import io.jm.os.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the disk of a virtual machine that a driver keeps in the machine's directory. */
public final class LocalDisk {
    /** No record is that large, and no disk that small. */
    private static final long SMALLEST_DISK = 16 << 20;

    /** Drivers put it into the directory or one below, as virtualbox does. */
    private static final int DEPTH = 2;

    private LocalDisk() {}

    /**
     * Returns the first file that is as large as a disk; null if there is none.
     *
     * @throws JmException if the directory cannot be read
     */
    public static @Nullable Path in(Path directory) {
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            return files.filter(LocalDisk::isDisk).findFirst().orElse(null);
        } catch (IOException e) {
            throw new JmException("open " + directory + ": " + IoReason.of(e), e);
        } catch (UncheckedIOException e) {
            throw new JmException("open " + directory + ": " + IoReason.of(Objects.requireNonNull(e.getCause())), e);
        }
    }

    private static boolean isDisk(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) >= SMALLEST_DISK;
        } catch (IOException e) {
            // it has just been deleted
            return false;
        }
    }
}
