package io.jm.images;

import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A digest of a file's content.
 *
 * @param algorithm {@value #SHA256} or {@value #SHA512}
 * @param hex the value in lower case
 */
record ImageDigest(String algorithm, String hex) {
    static final String SHA256 = "sha256";
    static final String SHA512 = "sha512";

    private static final int SHA256_DIGITS = 64;
    private static final int SHA512_DIGITS = 128;
    private static final int BUFFER = 1 << 20;

    /**
     * Parses what a user specified.
     *
     * @throws JmException if it is not {@code sha256:HEX} or {@code sha512:HEX}
     */
    static ImageDigest of(String text) {
        ImageDigest parsed = parse(text.strip());
        if (parsed == null) {
            throw new JmException(
                    "the digest of an image is sha256: and 64 hexadecimal digits, or sha512: and 128, not \""
                            + Excerpt.line(text) + "\"");
        }
        return parsed;
    }

    /** Parses {@code sha256:HEX} or {@code sha512:HEX}; returns null for any other text. */
    static @Nullable ImageDigest parse(String text) {
        int colon = text.indexOf(':');
        ImageDigest parsed = colon < 0 ? null : ofHex(text.substring(colon + 1));
        return parsed != null
                        && parsed.algorithm.equals(text.substring(0, colon).toLowerCase(Locale.ROOT))
                ? parsed
                : null;
    }

    /** Returns the digest whose algorithm follows from the number of digits; null if these are not hexadecimal digits. */
    static @Nullable ImageDigest ofHex(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            if (!HexFormat.isHexDigit(hex.charAt(i))) {
                return null;
            }
        }
        return switch (hex.length()) {
            case SHA256_DIGITS -> new ImageDigest(SHA256, hex.toLowerCase(Locale.ROOT));
            case SHA512_DIGITS -> new ImageDigest(SHA512, hex.toLowerCase(Locale.ROOT));
            default -> null;
        };
    }

    /** Returns the JDK's implementation of an algorithm. */
    static MessageDigest engine(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals(SHA512) ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the result of a computation. */
    static ImageDigest of(String algorithm, MessageDigest computed) {
        return new ImageDigest(algorithm, HexFormat.of().formatHex(computed.digest()));
    }

    /** Returns the algorithm of an expected digest, or the default. */
    static String algorithm(@Nullable ImageDigest expected) {
        return expected == null ? SHA256 : expected.algorithm;
    }

    /** Reads a file and returns its digest. */
    static ImageDigest of(String algorithm, Path file) throws IOException {
        MessageDigest digest = engine(algorithm);
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return of(algorithm, digest);
    }

    /** Returns {@code sha256:HEX} or {@code sha512:HEX}. */
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
