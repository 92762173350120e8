package io.jm.os;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 * A lock that other processes, and other threads of this one, wait for; the system frees it when its process dies. The
 * file goes away with the lock: its holder first marks it as dead with one byte, then deletes it, so that whoever had
 * opened it meanwhile sees that this file is not the lock any more and opens the next one.
 */
public final class FileLock implements AutoCloseable {
    private static final long PAUSE_MS = 5;
    private static final long NOTICE_NANOS = 2_000_000_000L;
    private static final String PRIVATE = "rw-------";
    /** On POSIX, closing any channel of a file ends every lock of the process on it: threads are sorted out before. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Is told once when a lock is not free after two seconds. */
    public interface WaitListener {
        void waiting(Path file);
    }

    /**
     * Waits for the lock.
     *
     * @param file the lock file; it and its folder are made if they are missing
     * @throws JmException if somebody else holds it for longer than {@code patience}
     * @throws LockDeniedException if the file is there and this user may not open it
     */
    public static FileLock acquire(Path file, Duration patience, WaitListener listener) {
        long start = System.nanoTime();
        boolean told = false;
        FileLock lock = tryAcquire(file);
        while (lock == null) {
            long waited = System.nanoTime() - start;
            if (!told && waited > NOTICE_NANOS) {
                listener.waiting(file);
                told = true;
            }
            if (waited > patience.toNanos()) {
                throw new JmException(
                        "Another process is at work here: waited " + patience.toSeconds() + " s for the lock " + file);
            }
            pause();
            lock = tryAcquire(file);
        }
        return lock;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private static @Nullable FileLock tryAcquire(Path file) {
        if (!HELD.add(file)) {
            return null;
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            AtomicFile.createPrivateFolders(file.resolveSibling(""));
            Object before = identity(file);
            channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), AtomicFile.attributes(PRIVATE));
            boolean locked = channel.tryLock() != null;
            held = locked && channel.size() == 0;
            if (locked && !held) {
                removeDead(file, before);
            }
            return held ? new FileLock(file, channel) : null;
        } catch (AccessDeniedException e) {
            if (Files.exists(file)) {
                throw new LockDeniedException(file, e);
            }
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
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
     * A process that was killed between marking and deleting leaves a file that nobody can use. Who has locked such a
     * file may delete it, if it still is the one that the path leads to.
     */
    private static void removeDead(Path file, @Nullable Object opened) throws IOException {
        if (opened != null && Objects.equals(opened, identity(file))) {
            Files.deleteIfExists(file);
        }
    }

    /** What tells one file from the next at the same path; opening a FIFO would wait for its other end. */
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
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // on a full disk an unmarked file stays behind as what it is: a lock that is free
            return;
        } finally {
            closeQuietly(channel);
            HELD.remove(file);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // the system frees the lock in any case
            return;
        }
    }
}
