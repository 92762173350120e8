package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChecksumListTest {
    private static final String A = "a".repeat(64);
    private static final String B = "B".repeat(128);

    private static @Nullable String find(String text) {
        ImageDigest digest = ChecksumList.find(text, "disk.img", false);
        return digest == null ? null : digest.toString();
    }

    @Test
    void readsTheFormatsOfDistributions() {
        assertEquals("sha256:" + A, find("c".repeat(64) + "  other.img\n" + A + "  disk.img\n"));
        assertEquals("sha256:" + A, find(A + " *disk.img\r\n"));
        assertEquals("sha256:" + A, find(A + "  ./sub/disk.img"));
        assertEquals("sha512:" + "b".repeat(128), find(B + "  disk.img"));
        assertEquals(
                "sha256:" + A,
                find("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n# disk.img: 5 bytes\nSHA256 (disk.img) = "
                        + A));
        assertEquals("sha512:" + "b".repeat(128), find(A + "  disk.img\nSHA512 (disk.img) = " + B));
    }

    @Test
    void readsADigestAloneOnlyFromAFileOfThatImage() {
        assertEquals("sha256:" + A, String.valueOf(ChecksumList.find(A + "\n", "disk.img", true)));
        assertNull(find(A + "\n"));
    }

    @Test
    void ignoresEverythingElse() {
        assertNull(find(""));
        assertNull(find(A + "  disk.img.asc\n" + A + "  mydisk.img"));
        assertNull(find(
                "a".repeat(63) + "  disk.img\n" + "a".repeat(100) + "  disk.img\n" + "g".repeat(64) + "  disk.img"));
        assertNull(find("MD5 (disk.img) = " + A.substring(32)));
        assertNull(find("<html>404</html>"));
    }
}
