package io.jm.os;

import io.jm.base.CancelledException;
import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file lock between processes and between threads of one process; the operating system releases it when its process
 * dies. Releasing deletes the file: its holder first marks it as stale with one byte, so that a process that had
 * already opened it notices and opens the new file.
 */
public final class FileLock implements AutoCloseable {
    private static final long RETRY_MILLIS = 5;
    private static final long NOTICE_NANOS = 2_000_000_000L;
    /**
     * Locks held by threads of this process. On POSIX, closing any channel of a file releases all of the process's
     * locks on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Called once when a lock is not free after two seconds. */
    public interface WaitListener {
        void waiting(Path file);
    }

    /**
     * Waits for the lock.
     *
     * @param file the lock file; it and its directory are created if missing
     * @throws JmException if another process or thread holds it for longer than {@code timeout}
     * @throws LockDeniedException if the file exists and this user has no permission to open it
     */
    public static FileLock acquire(Path file, Duration timeout, WaitListener listener) {
        long start = System.nanoTime();
        boolean notified = false;
        FileLock lock = tryAcquire(file);
        while (lock == null) {
            long waited = System.nanoTime() - start;
            if (!notified && waited > NOTICE_NANOS) {
                listener.waiting(file);
                notified = true;
            }
            if (waited > timeout.toNanos()) {
                throw new JmException(
                        "timeout after " + timeout.toSeconds() + " s: another process holds the lock " + file,
                        ErrorCode.LOCKED,
                        null);
            }
            Ticker.system().sleep(Duration.ofMillis(RETRY_MILLIS));
            lock = tryAcquire(file);
        }
        return lock;
    }

    /**
     * Returns whether a lock file was left by a process that has ended: no process holds it. The file stays as it is.
     *
     * @throws JmException if it cannot be opened
     */
    public static boolean isLeft(Path file) {
        if (HELD.contains(file)) {
            return false;
        }
        try {
            if (identity(file) == null) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                return channel.tryLock() != null;
            }
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.LOCKED, e);
        }
    }

    private static @Nullable FileLock tryAcquire(Path file) {
        if (!HELD.add(file)) {
            return null;
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            AtomicFile.createPrivateDirectories(file.resolveSibling(""));
            Object before = identity(file);
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    AtomicFile.attributes(AtomicFile.OWNER_ONLY));
            boolean locked = channel.tryLock() != null;
            held = locked && channel.size() == 0;
            if (locked && !held) {
                deleteStale(file, before);
            }
            return held ? new FileLock(file, channel) : null;
        } catch (AccessDeniedException e) {
            if (Files.exists(file)) {
                throw new LockDeniedException(file, e);
            }
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.LOCKED, e);
        } catch (ClosedByInterruptException e) {
            throw new CancelledException();
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.LOCKED, e);
        } finally {
            if (!held) {
                if (channel != null) {
                    closeQuietly(channel);
                }
                HELD.remove(file);
            }
        }
    }

    /**
     * Deletes a stale file, left by a process that was killed between marking and deleting. The caller has locked it;
     * it is deleted only if the path still refers to the same file.
     */
    private static void deleteStale(Path file, @Nullable Object opened) throws IOException {
        if (opened != null && Objects.equals(opened, identity(file))) {
            Files.deleteIfExists(file);
        }
    }

    /** Returns a key that identifies the file at the path; rejects other types, since opening a FIFO would block. */
    private static @Nullable Object identity(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (!found.isRegularFile()) {
                throw new FileSystemException(file.toString(), null, "not a regular file");
            }
            return found.fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void close() {
        // the channel of an interrupted thread cannot be written to
        boolean interrupted = Thread.interrupted();
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // on a full disk the unmarked file remains: a free lock
            return;
        } finally {
            closeQuietly(channel);
            HELD.remove(file);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // the operating system releases the lock in any case
            return;
        }
    }
}
