package io.jm.images;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The complete images in the cache. The name of each is its digest, and no user may write to it. */
final class ImageFiles {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);

    private final StoreLayout layout;
    private final Console console;

    ImageFiles(StoreLayout layout, Console console) {
        this.layout = layout;
        this.console = console;
    }

    /**
     * Finds an image, checks its header again, and marks it as used. One that is damaged counts as missing.
     *
     * @return null if it is not there
     */
    @Nullable
    CachedImage find(ImageDigest digest, String source) {
        for (ImageFormat format : ImageFormat.values()) {
            Path file = layout.image(digest.algorithm(), digest.hex(), format.text());
            try {
                DiskImage found = DiskImage.of(file);
                if (found.format() == format && markAsUsed(file, digest)) {
                    return new CachedImage(file, digest.toString(), format, found.virtualBytes(), source);
                }
            } catch (NoSuchFileException e) {
                continue;
            } catch (UnusableImageException | IOException e) {
                console.warn("The image " + file + " in the cache is damaged and is not used");
            }
        }
        return null;
    }

    /** Finds an image like {@link #find}, if it also has the recorded length. */
    @Nullable
    CachedImage find(IndexEntry entry, String source) {
        CachedImage image = find(entry.digest(), source);
        if (image == null || entry.size() < 0 || length(image.file()) == entry.size()) {
            return image;
        }
        console.warn("The image " + image.file() + " in the cache is damaged and is not used");
        return null;
    }

    /**
     * Sets the file's time, so that it is not deleted before the machine that needs it is recorded.
     *
     * @return whether the file is still there
     */
    private boolean markAsUsed(Path file, ImageDigest digest) throws IOException {
        if (!Files.isWritable(layout.images())) {
            // no process can delete it here either
            return Files.exists(file);
        }
        try (FileLock lock = lock(layout, digest)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Locks an image while it is marked as used or deleted. */
    static FileLock lock(StoreLayout layout, ImageDigest digest) {
        return FileLock.acquire(layout.imageLock(digest.hex()), LOCK_TIMEOUT, waiting -> {});
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * Checks a complete file with a known digest and gives it its final name. A file that QEMU must not see is deleted.
     *
     * @param subject what the image is, for messages
     */
    CachedImage adopt(Path part, ImageDigest digest, String subject, String source) {
        try {
            DiskImage found = DiskImage.of(part);
            Path file = layout.image(
                    digest.algorithm(), digest.hex(), found.format().text());
            makeReadOnly(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            AtomicFile.syncDirectory(file);
            return new CachedImage(file, digest.toString(), found.format(), found.virtualBytes(), source);
        } catch (UnusableImageException e) {
            delete(part);
            throw new JmException(subject + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JmException("write " + layout.images() + ": " + IoReason.of(e), e);
        }
    }

    /** Creates the directory of the cache. */
    void createDirectory() {
        try {
            AtomicFile.createPrivateDirectories(layout.images());
        } catch (IOException e) {
            throw new JmException("mkdir " + layout.images() + ": " + IoReason.of(e), e);
        }
    }

    private static void makeReadOnly(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            Files.setAttribute(file, "dos:readonly", true);
        } else {
            view.setPermissions(PosixFilePermissions.fromString("r--r--r--"));
        }
    }

    /** Deletes a file if it is there. */
    static void delete(Path file) {
        try {
            if (Files.exists(file) && Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
                // Windows does not delete what is read-only
                Files.setAttribute(file, "dos:readonly", false);
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JmException("remove " + file + ": " + IoReason.of(e), e);
        }
    }
}
