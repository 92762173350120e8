package io.jm.images;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The name under which the locks and unfinished files of a source are kept. */
final class SourceKey {
    private static final int DIGITS = 32;

    private SourceKey() {}

    /** Returns the first {@value #DIGITS} digits of the SHA-256 of a URL or path. */
    static String of(String source) {
        MessageDigest digest = ImageDigest.engine(ImageDigest.SHA256);
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        return ImageDigest.of(ImageDigest.SHA256, digest).hex().substring(0, DIGITS);
    }
}
