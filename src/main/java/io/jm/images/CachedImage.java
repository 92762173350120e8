package io.jm.images;

import io.jm.base.JmException;
import java.nio.file.Path;

/**
 * A file in the cache of images.
 *
 * @param file its absolute path
 * @param digest {@code sha256:HEX} or {@code sha512:HEX} of its content; empty if it is only a leftover
 * @param format how QEMU must read it; of no meaning for a leftover
 * @param virtualBytes the size of the disk that it contains; 0 for a leftover
 * @param source the URL, without credentials, or the path it came from; what it is if it is a leftover; empty if unknown
 */
public record CachedImage(Path file, String digest, ImageFormat format, long virtualBytes, String source) {
    private static final long MIB = 1 << 20;

    /** Whether no machine can use it: an unfinished download, or a file with a wrong digest. */
    public boolean isLeftover() {
        return digest.isEmpty();
    }

    /**
     * Rejects a disk that is smaller than the image: QEMU would cut the system off.
     *
     * @param diskBytes the size of the machine's disk
     */
    public void checkFits(long diskBytes) {
        if (virtualBytes > diskBytes) {
            throw new JmException("the image contains a disk of " + ByteText.of(virtualBytes)
                    + ", the machine's disk has only " + ByteText.of(diskBytes) + ": make that at least "
                    + (virtualBytes + MIB - 1) / MIB + " MiB");
        }
    }
}
