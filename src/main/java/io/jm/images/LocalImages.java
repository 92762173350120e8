package io.jm.images;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.os.LockHolder;
import io.jm.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Copies a user's file into the cache, once: a machine's disk refers to it for ever, whatever the user does with the file
 * later. A file that has another size or time than before is copied again.
 */
final class LocalImages {
    private static final Duration LOCK_TIMEOUT = Duration.ofDays(1);

    private final StoreLayout layout;
    private final ImageFiles files;
    private final ImageIndex index;
    private final Console console;
    private final Ticker ticker;

    LocalImages(StoreLayout layout, ImageFiles files, ImageIndex index, Console console, Ticker ticker) {
        this.layout = layout;
        this.files = files;
        this.index = index;
        this.console = console;
        this.ticker = ticker;
    }

    /**
     * Returns the copy of a file.
     *
     * @param expected the digest that it must have; null if not specified
     */
    CachedImage fetch(Path file, @Nullable ImageDigest expected) {
        String source = file.toString();
        String subject = "the image " + Printable.line(source);
        BasicFileAttributes attributes = attributes(file, subject);
        CachedImage known = known(source, attributes, expected);
        if (known != null) {
            return known;
        }
        inspect(file, subject);
        String key = SourceKey.of(source);
        files.createDirectory();
        try (FileLock lock = FileLock.acquire(
                layout.imageLock(key),
                LOCK_TIMEOUT,
                waiting -> console.info(
                        "Waiting for " + LockHolder.text(waiting) + ", which copies " + source + " into the cache"))) {
            CachedImage copied = known(source, attributes, expected);
            return copied == null ? copy(file, attributes, expected, subject) : copied;
        }
    }

    private @Nullable CachedImage known(String source, BasicFileAttributes attributes, @Nullable ImageDigest expected) {
        IndexEntry entry = index.find(source);
        if (entry == null
                || entry.size() != attributes.size()
                || !entry.lastModified().equals(time(attributes))) {
            return null;
        }
        if (expected != null && !expected.equals(entry.digest())) {
            return null;
        }
        return files.find(entry, source);
    }

    private static String time(BasicFileAttributes attributes) {
        return Long.toString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    private static BasicFileAttributes attributes(Path file, String subject) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new JmException(subject + " is a directory: name the file in it");
            }
            if (!attributes.isRegularFile()) {
                throw new JmException(subject + " is not a regular file");
            }
            return attributes;
        } catch (IOException e) {
            throw new JmException("open " + subject + ": " + IoReason.of(e), e);
        }
    }

    /** Rejects a useless file before it is copied. */
    private static void inspect(Path file, String subject) {
        try {
            DiskImage.of(file);
        } catch (UnusableImageException e) {
            throw new JmException(subject + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JmException("open " + subject + ": " + IoReason.of(e), e);
        }
    }

    private CachedImage copy(Path file, BasicFileAttributes before, @Nullable ImageDigest expected, String subject) {
        String source = file.toString();
        Path part = layout.imagePart(SourceKey.of(source));
        console.progress("Copying the image");
        TransferProgress progress = new TransferProgress(console, ticker, 0, before.size());
        try {
            ImageDigest digest = SparseCopy.copy(file, part, ImageDigest.algorithm(expected), subject, progress);
            BasicFileAttributes after = attributes(file, subject);
            if (after.size() != before.size() || !time(after).equals(time(before))) {
                throw new JmException(subject + " changed while it was copied: try again when nothing writes to it");
            }
            if (expected != null && !expected.equals(digest)) {
                throw new JmException(subject + " has another digest: expected " + expected + ", actual " + digest);
            }
            CachedImage image = files.adopt(part, digest, subject, source);
            index.put(
                    source,
                    new IndexEntry(
                            digest,
                            "",
                            time(before),
                            before.size(),
                            ticker.now().getEpochSecond()));
            return image;
        } finally {
            console.clearProgress();
            ImageFiles.delete(part);
        }
    }
}
