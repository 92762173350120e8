package io.jm.images;

import org.jspecify.annotations.Nullable;

/**
 * An image to download.
 *
 * @param subject what it is, for messages
 * @param url where it is
 * @param expected the digest that it must have; null if not specified
 * @param checksums the checksum file: a URL, or a name relative to {@code url}; empty if it must be searched
 */
record RemoteImage(
        String subject, DownloadUrl url, @Nullable ImageDigest expected, String checksums) {}
