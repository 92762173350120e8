package io.jm.images;

import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.web.Abandonable;
import io.jm.web.WebFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches the digest of an image from a checksum file next to it. */
final class Checksums {
    private static final Duration RETRY_TIME = Duration.ofSeconds(10);
    private static final Duration MAX_DELAY = Duration.ofSeconds(2);

    private final WebClient web;
    private final Ticker ticker;

    Checksums(WebClient web, Ticker ticker) {
        this.web = web;
        this.ticker = ticker;
    }

    /**
     * A digest and where it was found.
     *
     * @param digest the digest that the image must have
     * @param file the checksum file
     */
    record Found(ImageDigest digest, DownloadUrl file) {}

    /**
     * Searches the digest in a file that is known to exist.
     *
     * @param file a URL, or a name relative to that of the image
     * @param subject the image, for messages
     * @throws JmException if it cannot be fetched or does not contain the image
     */
    Found require(DownloadUrl image, String file, String subject) {
        DownloadUrl url = image.resolve(file);
        String text = text(url, subject);
        Found found = text == null ? null : find(text, image, url);
        if (found == null) {
            throw new JmException(
                    text == null
                            ? "the checksum file of " + subject + " is no longer at " + url
                            : "the checksum file " + url + " does not contain " + image.fileName());
        }
        return found;
    }

    /** Searches the digest in the files that servers usually have; returns null if there is none. */
    @Nullable
    Found search(DownloadUrl image, String subject) {
        String name = image.uri().getRawPath();
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (last.isEmpty()) {
            return null;
        }
        // with ./ because a name with a colon would start with a scheme
        for (String file : List.of("./" + last + ".sha512", "./" + last + ".sha256", "SHA512SUMS", "SHA256SUMS")) {
            DownloadUrl url = image.resolve(file);
            String text = text(url, subject);
            Found found = text == null ? null : find(text, image, url);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Found find(String text, DownloadUrl image, DownloadUrl url) {
        boolean onlyThisFile = url.fileName().startsWith(image.fileName() + ".");
        ImageDigest digest = ChecksumList.find(text, image.fileName(), onlyThisFile);
        return digest == null ? null : new Found(digest, url);
    }

    /** Returns the content of a file; null if the server has none. */
    private @Nullable String text(DownloadUrl url, String subject) {
        Retry retry = new Retry(ticker, RETRY_TIME, MAX_DELAY);
        while (true) {
            try {
                return Abandonable.call(() -> request(url)).orElse(null);
            } catch (IOException e) {
                if (WebFailure.isPermanent(e) || retry.isExhausted()) {
                    throw new JmException(
                            "the checksum file of " + subject + " cannot be fetched from " + url + ": "
                                    + WebFailure.reason(e),
                            e);
                }
                retry.pause();
            }
        }
    }

    private Optional<String> request(DownloadUrl url) throws IOException {
        try (WebReply reply = web.get(url, Map.of())) {
            if (reply.isTemporary()) {
                throw new IOException("the server answered " + reply.status());
            }
            if (reply.code() != 200) {
                return Optional.empty();
            }
            return Optional.of(
                    new String(BoundedReader.stream(reply.body(), Limits.CHECKSUMS), StandardCharsets.UTF_8));
        }
    }
}
