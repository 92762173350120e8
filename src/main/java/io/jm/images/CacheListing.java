package io.jm.images;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.machine.StoreLayout;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is in the directory of the cache, and its removal. Files that jm did not put there are neither shown nor touched. */
final class CacheListing {
    private static final Pattern IMAGE = Pattern.compile("(sha256|sha512)-([0-9a-f]{64,128})\\.(qcow2|raw|bad)");
    private static final Pattern PART = Pattern.compile("([0-9a-f]{32})\\.part(\\.json)?");
    private static final Pattern TEMPORARY = Pattern.compile("\\.(index|[0-9a-f]{32}\\.part)\\.json\\.tmp[0-9a-z]+");

    /** A temporary file lives for a moment; an older one is of a process that was killed. */
    private static final Duration TEMPORARY_AGE = Duration.ofHours(1);

    private final StoreLayout layout;
    private final ImageIndex index;
    private final Ticker ticker;

    CacheListing(StoreLayout layout, ImageIndex index, Ticker ticker) {
        this.layout = layout;
        this.index = index;
        this.ticker = ticker;
    }

    /** Returns the images by name, then the leftovers. */
    List<CachedImage> list() {
        List<CachedImage> found = new ArrayList<>();
        Map<String, String> sources = index.sources();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.images())) {
            for (Path file : files) {
                CachedImage one = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? describe(file, sources) : null;
                if (one != null) {
                    found.add(one);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(e);
        } catch (DirectoryIteratorException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        }
        found.sort(Comparator.comparing(CachedImage::isLeftover).thenComparing(CachedImage::file));
        return found;
    }

    private JmException unreadable(IOException e) {
        return new JmException("open " + layout.images() + ": " + IoReason.of(e), e);
    }

    private @Nullable CachedImage describe(Path file, Map<String, String> sources) {
        String name = file.getFileName().toString();
        Matcher image = IMAGE.matcher(name);
        if (image.matches()) {
            ImageDigest digest = ImageDigest.parse(image.group(1) + ":" + image.group(2));
            return digest == null ? null : image(file, digest, image.group(3), sources);
        }
        if (PART.matcher(name).matches()) {
            return leftover(file, "unfinished download or copy");
        }
        return TEMPORARY.matcher(name).matches() && isOld(file) ? leftover(file, "temporary file") : null;
    }

    private CachedImage image(Path file, ImageDigest digest, String extension, Map<String, String> sources) {
        if (extension.equals("bad")) {
            return leftover(file, "download with a wrong digest");
        }
        try {
            DiskImage disk = DiskImage.of(file);
            String source = sources.getOrDefault(digest.toString(), "");
            return new CachedImage(file, digest.toString(), disk.format(), disk.virtualBytes(), source);
        } catch (IOException | UnusableImageException e) {
            return leftover(file, "damaged image");
        }
    }

    private static CachedImage leftover(Path file, String what) {
        return new CachedImage(file, "", ImageFormat.RAW, 0, what);
    }

    private boolean isOld(Path file) {
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            return changed.plus(TEMPORARY_AGE).isBefore(ticker.now());
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the length of a file; 0 if it is gone. */
    long bytes(CachedImage image) {
        try {
            return Files.size(image.file());
        } catch (IOException e) {
            return 0;
        }
    }

    /** Returns when an image was fetched the last time, or a leftover changed; the epoch if it is gone. */
    Instant lastUsed(CachedImage image) {
        try {
            return Files.getLastModifiedTime(image.file()).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * Deletes a leftover, or an image unless it was fetched since.
     *
     * @param since what {@link #lastUsed} returned
     */
    boolean removeUnused(CachedImage image, Instant since) {
        if (image.isLeftover()) {
            remove(image);
            return true;
        }
        try (FileLock lock = ImageFiles.lock(layout, ImageDigest.of(image.digest()))) {
            if (!lastUsed(image).equals(since)) {
                return false;
            }
            remove(image);
            return true;
        }
    }

    private void remove(CachedImage image) {
        Path file = image.file();
        if (!layout.images().equals(file.getParent())) {
            throw new JmException(file + " is not in the cache");
        }
        Matcher part = PART.matcher(file.getFileName().toString());
        if (part.matches()) {
            removePart(file, part.group(1));
        } else {
            ImageFiles.delete(file);
        }
        if (!image.isLeftover()) {
            index.forget(image.digest());
        }
    }

    /** A download that goes on holds the lock of its source. */
    private void removePart(Path file, String key) {
        try (FileLock lock = FileLock.acquire(layout.imageLock(key), Duration.ZERO, waiting -> {})) {
            ImageFiles.delete(file);
        } catch (JmException e) {
            throw new BusyImageException(file, e);
        }
    }
}
