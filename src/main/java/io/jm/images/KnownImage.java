package io.jm.images;

/**
 * An image that jm knows by name, for one architecture.
 *
 * @param name its name, such as {@code debian13}
 * @param user the user that the image creates for logins
 * @param note what it is, in one line
 * @param url where its newest version is
 * @param checksums the file with the digest of that version: a URL, or a name relative to the image's URL
 * @param dated where the version is that {@code digest} belongs to; empty if jm was built without one
 * @param digest {@code sha256:HEX} or {@code sha512:HEX}; empty if {@code dated} is
 */
record KnownImage(String name, String user, String note, String url, String checksums, String dated, String digest) {
    /** Whether jm itself knows the digest, so that nothing has to be trusted but jm. */
    boolean isPinned() {
        return !dated.isEmpty() && !digest.isEmpty();
    }
}
