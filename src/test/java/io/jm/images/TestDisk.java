package io.jm.images;

import java.nio.ByteBuffer;

/** Disk images that tests make: a minimal qcow2 image as qemu-img writes it, and a raw disk. */
final class TestDisk {
    static final int CLUSTER_BITS = 16;
    static final long VIRTUAL = 3L << 30;

    private static final int CLUSTER = 1 << CLUSTER_BITS;
    private static final int CLUSTERS = 4;
    private static final int L1_ENTRIES = 6;

    private TestDisk() {}

    /** Returns an empty image of version 3: header, reference count table and block, L1 table. */
    static ByteBuffer qcow2() {
        ByteBuffer image = ByteBuffer.allocate(CLUSTERS * CLUSTER);
        image.putInt(0, 0x514649fb).putInt(4, 3);
        image.putInt(20, CLUSTER_BITS).putLong(24, VIRTUAL);
        image.putInt(36, L1_ENTRIES).putLong(40, 3L * CLUSTER);
        image.putLong(48, CLUSTER).putInt(56, 1);
        image.putInt(96, 4).putInt(100, 112);
        image.putLong(CLUSTER, 2L * CLUSTER);
        for (int i = 0; i < CLUSTERS; i++) {
            image.putShort(2 * CLUSTER + 2 * i, (short) 1);
        }
        return image;
    }

    /** Returns an image that differs from others in its data and is {@code clusters} long. */
    static byte[] qcow2(int seed, int clusters) {
        byte[] image = new byte[clusters * CLUSTER];
        new java.util.Random(seed).nextBytes(image);
        byte[] head = qcow2().array();
        System.arraycopy(head, 0, image, 0, head.length);
        return image;
    }

    /** Returns a raw disk with a partition table. */
    static byte[] raw(int bytes) {
        return ByteBuffer.allocate(bytes).putShort(510, (short) 0x55aa).array();
    }
}
