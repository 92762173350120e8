package io.jm.images;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.text.Excerpt;
import io.jm.text.Printable;
import io.jm.web.Authorities;
import io.jm.web.Proxies;
import io.jm.web.WebTimeouts;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store's cache of disk images. What is in it was verified, no process writes to it, and machines depend on it: their own
 * disks hold only what differs. Several processes can use it at the same time.
 */
public final class ImageCache {
    private final ImageTable table;
    private final Console console;
    private final Environment environment;
    private final ImageIndex index;
    private final ImageFiles files;
    private final LocalImages local;
    private final RemoteImages remote;
    private final CacheListing listing;

    /** Opens the cache of a store; nothing is read or created yet. */
    public ImageCache(StoreLayout layout, Console console, Environment environment, Ticker ticker) {
        this(layout, console, environment, ticker, ImageTable.bundled(), WebTimeouts.DEFAULT);
    }

    ImageCache(
            StoreLayout layout,
            Console console,
            Environment environment,
            Ticker ticker,
            ImageTable table,
            WebTimeouts timeouts) {
        this.table = table;
        this.console = console;
        this.environment = environment;
        this.index = new ImageIndex(layout);
        this.files = new ImageFiles(layout, console);
        this.local = new LocalImages(layout, files, index, console, ticker);
        WebClient web = new WebClient(new Proxies(environment), timeouts, new Authorities(environment));
        this.remote = new RemoteImages(layout, files, index, web, console, ticker);
        this.listing = new CacheListing(layout, index, ticker);
    }

    /**
     * Returns a verified image, which is downloaded or copied if the cache does not have it.
     *
     * @throws JmException if there is none, if its digest is wrong, or if QEMU must not see it
     */
    public CachedImage fetch(ImageRequest request) {
        String what = request.what();
        ImageDigest expected = request.digest().isEmpty() ? null : ImageDigest.of(request.digest());
        CachedImage cached = expected == null ? null : files.find(expected, index.sources(expected.toString()));
        if (cached != null) {
            return cached;
        }
        KnownImage known = table.find(what, request.architecture());
        if (known != null) {
            return named(known, expected);
        }
        if (what.contains("://")) {
            DownloadUrl url = DownloadUrl.of(what);
            String name = url.fileName().isEmpty() ? url.toString() : url.fileName();
            return remote.fetch(new RemoteImage("the image " + Printable.line(name), url, expected, ""));
        }
        return local.fetch(path(request), expected);
    }

    /** Prefers the version whose digest jm knows; when that is no longer there, takes the newest one. */
    private CachedImage named(KnownImage image, @Nullable ImageDigest expected) {
        String subject = "the image " + image.name();
        ImageDigest pinned = image.isPinned() ? ImageDigest.of(image.digest()) : null;
        if (pinned != null && (expected == null || expected.equals(pinned))) {
            try {
                return remote.fetch(new RemoteImage(subject, DownloadUrl.of(image.dated()), pinned, ""));
            } catch (GoneException e) {
                console.info("The version of " + subject + " that this jm knows is no longer at " + image.dated());
            }
        }
        try {
            return remote.fetch(new RemoteImage(subject, DownloadUrl.of(image.url()), expected, image.checksums()));
        } catch (GoneException e) {
            throw new JmException(
                    subject + " is no longer at " + image.url()
                            + "; a newer jm knows where it is, or use --qemu-image URL",
                    e);
        }
    }

    private Path path(ImageRequest request) {
        String what = request.what();
        if (table.has(what)) {
            throw new JmException("the image " + what + " does not exist for " + request.architecture());
        }
        Path file = resolve(what);
        boolean name = what.indexOf('/') < 0 && what.indexOf('\\') < 0;
        if (file == null || name && !Files.exists(file)) {
            throw new JmException("there is no image \"" + Excerpt.line(what) + "\": name one of "
                    + String.join(", ", table.names()) + ", a file, or an http or https URL");
        }
        return file;
    }

    private @Nullable Path resolve(String what) {
        try {
            return what.isEmpty()
                    ? null
                    : environment.workingDirectory().resolve(what).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Returns all images, and after them the leftovers of downloads that did not succeed. */
    public List<CachedImage> list() {
        return listing.list();
    }

    /** Returns the length of an image's file in bytes. */
    public long bytes(CachedImage image) {
        return listing.bytes(image);
    }

    /** Returns when an image was fetched the last time, or a leftover changed. */
    public Instant lastUsed(CachedImage image) {
        return listing.lastUsed(image);
    }

    /**
     * Deletes a leftover, or an image unless a process has fetched it since. The caller knows whether a machine needs it
     * ({@code Driver.usedImages}).
     *
     * @param since what {@link #lastUsed} returned
     * @return whether it was deleted
     * @throws BusyImageException if it is a download that still goes on
     * @throws JmException if it cannot be deleted
     */
    public boolean removeUnused(CachedImage image, Instant since) {
        return listing.removeUnused(image, since);
    }
}
