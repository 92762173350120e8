package io.jm.images;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.os.LockHolder;
import io.jm.web.Abandonable;
import io.jm.web.WebFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Downloads images, each once: processes that want the same URL wait for the first one. An image whose digest is not
 * specified may change behind its URL; after 30 days the server is asked whether it has.
 */
final class RemoteImages {
    private static final Duration LOCK_TIMEOUT = Duration.ofDays(1);
    private static final Duration MAX_AGE = Duration.ofDays(30);

    private final StoreLayout layout;
    private final ImageFiles files;
    private final ImageIndex index;
    private final WebClient web;
    private final Checksums checksums;
    private final Console console;
    private final Ticker ticker;

    RemoteImages(
            StoreLayout layout, ImageFiles files, ImageIndex index, WebClient web, Console console, Ticker ticker) {
        this.layout = layout;
        this.files = files;
        this.index = index;
        this.web = web;
        this.checksums = new Checksums(web, ticker);
        this.console = console;
        this.ticker = ticker;
    }

    /**
     * Returns an image from the cache or the network.
     *
     * @throws GoneException if there is nothing at its URL, and nothing in the cache
     */
    CachedImage fetch(RemoteImage image) {
        CachedImage current = current(image);
        if (current != null) {
            return current;
        }
        files.createDirectory();
        String key = SourceKey.of(image.url().toString());
        try (FileLock lock = FileLock.acquire(
                layout.imageLock(key),
                LOCK_TIMEOUT,
                waiting -> console.info(
                        "Waiting for " + LockHolder.text(waiting) + ", which downloads " + image.subject()))) {
            CachedImage downloaded = current(image);
            CachedImage found = downloaded == null ? stillCurrent(image) : downloaded;
            return found == null ? load(image, key) : found;
        } finally {
            console.clearProgress();
        }
    }

    /** Returns the image if the cache has it and nothing needs to be asked. */
    private @Nullable CachedImage current(RemoteImage image) {
        String source = image.url().toString();
        if (image.expected() != null) {
            return files.find(image.expected(), source);
        }
        IndexEntry entry = index.find(source);
        return entry == null || age(entry).compareTo(MAX_AGE) >= 0 ? null : files.find(entry, source);
    }

    private Duration age(IndexEntry entry) {
        return Duration.between(Instant.ofEpochSecond(entry.checked()), ticker.now());
    }

    /** Asks the server about an image that was not checked for long; keeps it if the server cannot be asked. */
    private @Nullable CachedImage stillCurrent(RemoteImage image) {
        String source = image.url().toString();
        IndexEntry entry = image.expected() == null ? index.find(source) : null;
        CachedImage cached = entry == null ? null : files.find(entry, source);
        if (entry == null || cached == null) {
            return null;
        }
        try {
            console.progress("Asking for a newer version of " + image.subject());
            boolean changed = Abandonable.call(() -> hasChanged(image.url(), entry));
            if (changed) {
                return null;
            }
            index.put(source, entry.checkedAt(ticker.now()));
        } catch (IOException e) {
            console.warn("Whether there is a newer version of " + image.subject() + " could not be checked ("
                    + WebFailure.reason(e) + "): using the one of "
                    + Instant.ofEpochSecond(entry.checked())
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate());
        }
        return cached;
    }

    private boolean hasChanged(DownloadUrl url, IndexEntry entry) throws IOException {
        try (WebReply reply = web.head(url)) {
            if (reply.code() != 200) {
                throw new IOException("the server answered " + reply.status());
            }
            String etag = reply.header("ETag");
            if (!etag.isEmpty() && !entry.etag().isEmpty()) {
                return !etag.equals(entry.etag());
            }
            boolean sameSize = reply.length() < 0 || reply.length() == entry.size();
            return !sameSize || !reply.header("Last-Modified").equals(entry.lastModified());
        }
    }

    private CachedImage load(RemoteImage image, String key) {
        ImageDigest expected = image.expected();
        Checksums.@Nullable Found listed = expected == null ? listed(image) : null;
        if (listed != null) {
            expected = listed.digest();
            CachedImage cached = files.find(expected, image.url().toString());
            if (cached != null) {
                record(image, cached, PartFile.Version.UNKNOWN);
                return cached;
            }
        }
        try (PartFile part = new PartFile(layout, key)) {
            console.info((part.length() > 0 ? "Continuing to download " : "Downloading ") + image.subject() + " from "
                    + image.url());
            console.progress("Downloading");
            new Download(web, console, ticker, image.url(), image.subject(), part).run();
            console.progress("Verifying");
            ImageDigest actual = digest(part.file(), expected);
            check(image, expected, actual, part);
            PartFile.Version version = part.version();
            part.finish();
            CachedImage cached = files.adopt(
                    part.file(), actual, image.subject(), image.url().toString());
            record(image, cached, version);
            report(image, listed, actual);
            return cached;
        } catch (IOException e) {
            throw new JmException("write " + layout.images() + ": " + IoReason.of(e), e);
        }
    }

    private Checksums.@Nullable Found listed(RemoteImage image) {
        return image.checksums().isEmpty()
                ? checksums.search(image.url(), image.subject())
                : checksums.require(image.url(), image.checksums(), image.subject());
    }

    private static ImageDigest digest(Path file, @Nullable ImageDigest expected) throws IOException {
        ImageDigest digest = ImageDigest.of(ImageDigest.algorithm(expected), file);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
        return digest;
    }

    /** Rejects a wrong digest, unless the checksum file changed together with the image in the meantime. */
    private void check(RemoteImage image, @Nullable ImageDigest expected, ImageDigest actual, PartFile part)
            throws IOException {
        if (expected == null || expected.equals(actual)) {
            return;
        }
        Checksums.@Nullable Found again = image.expected() == null ? listed(image) : null;
        if (again != null && again.digest().equals(actual)) {
            return;
        }
        Path bad = layout.badImage(actual.algorithm(), actual.hex());
        part.finish();
        Files.move(part.file(), bad, StandardCopyOption.REPLACE_EXISTING);
        throw new JmException(image.subject() + " from " + image.url() + " has a wrong digest: expected " + expected
                + ", actual " + actual + "; it is not used, and kept as " + bad);
    }

    private void record(RemoteImage image, CachedImage cached, PartFile.Version version) {
        ImageDigest digest = ImageDigest.of(cached.digest());
        long size;
        try {
            size = Files.size(cached.file());
        } catch (IOException e) {
            throw new JmException("read " + cached.file() + ": " + IoReason.of(e), e);
        }
        IndexEntry entry = new IndexEntry(
                digest,
                version.etag(),
                version.lastModified(),
                size,
                ticker.now().getEpochSecond());
        index.put(image.url().toString(), entry);
    }

    /** Reports what the image was verified with, unless its digest was specified. */
    private void report(RemoteImage image, Checksums.@Nullable Found listed, ImageDigest actual) {
        if (listed != null && listed.file().isSecure()) {
            console.info("Verified " + image.subject() + " with the checksum in " + listed.file());
        } else if (listed != null) {
            console.warn("Verified " + image.subject() + " with the checksum in " + listed.file()
                    + ", which anyone in between can change, since it is not https. To be sure next time, specify the digest "
                    + actual);
        } else if (image.expected() == null) {
            console.warn(
                    "Nothing shows whether " + image.subject() + " is what its publisher made: there is no checksum"
                            + " file next to it. To get the same content next time, specify the digest " + actual);
        }
    }
}
