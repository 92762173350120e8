package io.jm.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The format and size in the header of a disk image. The file is untrusted; QEMU gets the format found here, so that it
 * never guesses one itself.
 *
 * @param format its format
 * @param virtualBytes the size of the disk
 */
record DiskImage(ImageFormat format, long virtualBytes) {
    private static final int SECTOR = 512;
    private static final int BOOT_SIGNATURE_AT = 510;
    private static final short BOOT_SIGNATURE = 0x55aa;
    private static final int QCOW_MAGIC = 0x514649fb;
    /** Enough for every magic number that {@link ForeignFormat} looks for. */
    private static final int START = 64 << 10;

    private static final int CLUSTER_BITS_AT = 20;

    /**
     * Checks a file.
     *
     * @throws UnusableImageException if QEMU must not or cannot use it
     * @throws IOException if it cannot be read
     */
    static DiskImage of(Path file) throws IOException, UnusableImageException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            ByteBuffer start = read(channel, 0, START);
            if (start.limit() >= Integer.BYTES && start.getInt(0) == QCOW_MAGIC) {
                return new DiskImage(ImageFormat.QCOW2, new Qcow2Header(header(channel, start), length).check());
            }
            return raw(start, read(channel, Math.max(0, length - SECTOR), SECTOR), length);
        }
    }

    /** Returns the first cluster, which holds the extensions of the header. */
    private static ByteBuffer header(FileChannel channel, ByteBuffer start) throws IOException {
        int bits = start.limit() < CLUSTER_BITS_AT + Integer.BYTES ? 0 : start.getInt(CLUSTER_BITS_AT);
        boolean larger = bits > 0 && bits <= Qcow2Header.MAX_CLUSTER_BITS && 1 << bits > START;
        return larger ? read(channel, 0, 1 << bits) : start;
    }

    private static DiskImage raw(ByteBuffer start, ByteBuffer end, long length) throws UnusableImageException {
        if (length == 0) {
            throw new UnusableImageException("is empty");
        }
        String foreign = ForeignFormat.of(start, end);
        if (foreign != null) {
            throw new UnusableImageException(foreign);
        }
        if (start.limit() < SECTOR || start.getShort(BOOT_SIGNATURE_AT) != BOOT_SIGNATURE) {
            throw new UnusableImageException("is neither a qcow2 image nor a raw disk with a partition table");
        }
        return new DiskImage(ImageFormat.RAW, length);
    }

    private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            continue;
        }
        return buffer.flip();
    }
}
