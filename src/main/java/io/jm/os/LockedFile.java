package io.jm.os;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file with the pid of a process that locks it as long as it lives, as QEMU does with {@code -pidfile}: a POSIX record
 * lock. A killed process leaves the file, but not the lock, so the lock tells whether it lives, and the pid, which may
 * be that of another program by now, does not.
 */
public final class LockedFile implements AutoCloseable {
    /** A pid and a line feed; what is longer was not written by such a process. */
    private static final int MAX_BYTES = 32;

    private static final int MAX_DIGITS = 18;

    /** Another process that looks whether the file is locked holds a lock for a moment. */
    private static final int ATTEMPTS = 5;

    private static final Duration RETRY = Duration.ofMillis(10);

    /**
     * Files that this process locks. It must not open them again: on POSIX, closing any channel of a file releases all
     * of the process's locks on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockedFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Returns whether a process holds the lock; false if there is no such regular file.
     *
     * <p>An empty file counts as free without a look at its lock: its process has created it and is about to lock it,
     * which the attempt made here could disturb.
     *
     * @throws JmException if the file cannot be opened
     */
    public static boolean isHeld(Path file) {
        Path key = key(file);
        if (HELD.contains(key)) {
            return true;
        }
        try {
            BasicFileAttributes found = Files.readAttributes(key, BasicFileAttributes.class);
            return found.isRegularFile() && found.size() > 0 && isLocked(key);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    /**
     * A shared lock conflicts with the exclusive one of the holder, and needs no permission to write. One thread at a
     * time, since the locks of a process do not exclude each other.
     */
    private static synchronized boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (OverlappingFileLockException e) {
            // this process holds it
            return true;
        }
    }

    /**
     * Returns the pid in the file if a process holds the lock; empty if no process holds it, or the file has no pid.
     *
     * @throws JmException if the file cannot be opened
     */
    public static OptionalLong holder(Path file) {
        if (HELD.contains(key(file))) {
            return OptionalLong.of(ProcessHandle.current().pid());
        }
        if (!isHeld(file)) {
            return OptionalLong.empty();
        }
        try {
            return pid(BoundedReader.text(file, MAX_BYTES));
        } catch (NoSuchFileException | TooLargeException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new JmException("read " + file + ": " + IoReason.of(e), e);
        }
    }

    private static OptionalLong pid(String text) {
        String digits = text.strip();
        boolean valid = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /**
     * Locks a file until it is closed or this process ends, and writes this process's pid into it.
     *
     * @return null if another process holds the lock, or another thread of this one
     * @throws JmException if the file cannot be written
     */
    public static @Nullable LockedFile take(Path file) {
        Path key = key(file);
        if (!HELD.add(key)) {
            return null;
        }
        LockedFile taken = null;
        try {
            for (int attempt = 0; taken == null && attempt < ATTEMPTS; attempt++) {
                if (attempt > 0) {
                    Ticker.system().sleep(RETRY);
                }
                taken = tryTake(key);
            }
            return taken;
        } catch (IOException e) {
            throw new JmException("lock " + file + ": " + IoReason.of(e), e);
        } finally {
            if (taken == null) {
                HELD.remove(key);
            }
        }
    }

    private static @Nullable LockedFile tryTake(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                AtomicFile.attributes(AtomicFile.OWNER_ONLY));
        boolean held = false;
        try {
            held = channel.tryLock() != null;
            if (held) {
                channel.truncate(0);
                String pid = ProcessHandle.current().pid() + "\n";
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            }
            return held ? new LockedFile(file, channel) : null;
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** Releases the lock. The file stays, empty: deleting it could delete that of the next holder. */
    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            // the lock is released in any case
            return;
        } finally {
            HELD.remove(file);
        }
    }
}
