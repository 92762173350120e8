package io.jm.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was found at a URL or path.
 *
 * @param digest the digest of the image
 * @param etag the server's ETag header, or empty
 * @param lastModified the server's Last-Modified header, or empty; the nanoseconds of a local file's time
 * @param size its length in bytes
 * @param checked when it was last known to be current, in seconds since 1970
 */
record IndexEntry(ImageDigest digest, String etag, String lastModified, long size, long checked) {
    /** Parses what {@link #json} wrote; returns null if there is no valid digest. */
    static @Nullable IndexEntry of(JsonNode stored) {
        ImageDigest digest = ImageDigest.parse(stored.path("digest").asText());
        return digest == null
                ? null
                : new IndexEntry(
                        digest,
                        stored.path("etag").asText(),
                        stored.path("lastModified").asText(),
                        stored.path("size").asLong(-1),
                        stored.path("checked").asLong());
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("digest", digest.toString())
                .put("etag", etag)
                .put("lastModified", lastModified)
                .put("size", size)
                .put("checked", checked);
    }

    /** Returns the same with a new time. */
    IndexEntry checkedAt(Instant now) {
        return new IndexEntry(digest, etag, lastModified, size, now.getEpochSecond());
    }
}
