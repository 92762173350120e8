package io.jm.images;

import java.nio.ByteBuffer;

/**
 * Checks the header of a qcow2 image by QEMU's specification (docs/interop/qcow2) and returns the size of its disk. An
 * image that names other files would show the guest files of this computer, so it is rejected, as is every image that QEMU
 * itself could not open. The input is untrusted.
 */
final class Qcow2Header {
    /** The largest cluster that QEMU opens, and so the largest header with its extensions. */
    static final int MAX_CLUSTER_BITS = 21;

    private static final int MIN_CLUSTER_BITS = 9;
    private static final int MIN_EXTENDED_CLUSTER_BITS = 14;
    private static final int V2_LENGTH = 72;
    private static final int V3_LENGTH = 104;
    private static final int COMPRESSION_TYPE = 104;
    private static final int MAX_REFCOUNT_ORDER = 6;

    private static final long CORRUPT = 1 << 1;
    private static final long EXTERNAL_DATA = 1 << 2;
    private static final long COMPRESSION = 1 << 3;
    private static final long EXTENDED_L2 = 1 << 4;
    private static final long KNOWN = 0x1f;

    /** QEMU's limits of the tables in bytes, and of the snapshots. */
    private static final long MAX_L1_BYTES = 32 << 20;

    private static final long MAX_REFCOUNT_BYTES = 8 << 20;
    private static final long MAX_SNAPSHOTS = 65_536;

    private static final int EXTENSION_END = 0;
    private static final int EXTENSION_DATA_FILE = 0x44415441;
    private static final int EXTENSION_ENCRYPTION = 0x0537be77;

    private final ByteBuffer header;
    private final long fileBytes;

    /**
     * Takes the start of a file.
     *
     * @param header its first cluster, or the whole file if that is shorter; big endian
     * @param fileBytes the length of the file
     */
    Qcow2Header(ByteBuffer header, long fileBytes) {
        this.header = header;
        this.fileBytes = fileBytes;
    }

    /**
     * Checks everything.
     *
     * @return the size of the disk in bytes
     * @throws UnusableImageException with the reason
     */
    long check() throws UnusableImageException {
        refuse(header.limit() < V2_LENGTH, "is cut off within its header");
        int version = header.getInt(4);
        refuse(
                version < 2 || version > 3,
                "has version " + Integer.toUnsignedString(version) + " of the format: only 2 and 3 exist");
        refuse(
                header.getLong(8) != 0,
                "has a backing file, which can be any file of this computer: flatten it with qemu-img convert -O qcow2");
        refuse(header.getInt(32) != 0, "is encrypted");
        int clusterBits = header.getInt(20);
        refuse(clusterBits < MIN_CLUSTER_BITS || clusterBits > MAX_CLUSTER_BITS, inconsistent("cluster size"));
        int length = version == 2 ? V2_LENGTH : checkVersion3(clusterBits);
        checkExtensions(length, 1 << clusterBits);
        long size = header.getLong(24);
        refuse(size <= 0, inconsistent("disk size"));
        checkTables(clusterBits, size, version == 3 && (header.getLong(72) & EXTENDED_L2) != 0);
        return size;
    }

    private int checkVersion3(int clusterBits) throws UnusableImageException {
        refuse(header.limit() < V3_LENGTH, "is cut off within its header");
        long features = header.getLong(72);
        refuse(
                (features & EXTERNAL_DATA) != 0,
                "keeps its data in another file, which can be any file of this computer");
        refuse((features & CORRUPT) != 0, "is marked as corrupt");
        refuse((features & ~KNOWN) != 0, "uses unknown features (0x" + Long.toHexString(features & ~KNOWN) + ")");
        refuse((features & EXTENDED_L2) != 0 && clusterBits < MIN_EXTENDED_CLUSTER_BITS, inconsistent("cluster size"));
        refuse(Integer.compareUnsigned(header.getInt(96), MAX_REFCOUNT_ORDER) > 0, inconsistent("reference counts"));
        int length = header.getInt(100);
        boolean valid = length >= V3_LENGTH && length % 8 == 0 && length <= 1 << clusterBits;
        refuse(!valid || length > header.limit(), inconsistent("header length"));
        int compression = length > COMPRESSION_TYPE ? header.get(COMPRESSION_TYPE) : 0;
        boolean zstd = (features & COMPRESSION) != 0;
        refuse(zstd ? compression != 1 : compression != 0, "uses an unknown compression");
        return length;
    }

    /** Looks at each header extension; none may name or point to other data. */
    private void checkExtensions(int start, int clusterSize) throws UnusableImageException {
        int end = Math.min(clusterSize, header.limit());
        int at = start;
        while (end - at >= 8) {
            int type = header.getInt(at);
            long length = Integer.toUnsignedLong(header.getInt(at + 4));
            if (type == EXTENSION_END) {
                return;
            }
            refuse(type == EXTENSION_DATA_FILE, "names another file for its data");
            refuse(type == EXTENSION_ENCRYPTION, "is encrypted");
            refuse(length > end - at - 8, inconsistent("header extensions"));
            at += 8 + (int) ((length + 7) / 8 * 8);
        }
    }

    private void checkTables(int clusterBits, long size, boolean extended) throws UnusableImageException {
        long entries = Integer.toUnsignedLong(header.getInt(36));
        checkTable("L1 table", header.getLong(40), entries * 8, MAX_L1_BYTES, clusterBits);
        // an L2 table fills one cluster with entries of 8 or 16 bytes
        int covered = clusterBits + clusterBits - (extended ? 4 : 3);
        long needed = (size >>> covered) + ((size & (1L << covered) - 1) == 0 ? 0 : 1);
        refuse(entries < needed, inconsistent("L1 table"));
        long clusters = Integer.toUnsignedLong(header.getInt(56));
        refuse(clusters == 0, inconsistent("reference counts"));
        checkTable("reference counts", header.getLong(48), clusters << clusterBits, MAX_REFCOUNT_BYTES, clusterBits);
        long snapshots = Integer.toUnsignedLong(header.getInt(60));
        refuse(snapshots > MAX_SNAPSHOTS, inconsistent("snapshots"));
        if (snapshots > 0) {
            checkTable("snapshots", header.getLong(64), snapshots, MAX_SNAPSHOTS, clusterBits);
        }
    }

    private void checkTable(String name, long offset, long bytes, long limit, int clusterBits)
            throws UnusableImageException {
        boolean aligned = (offset & (1L << clusterBits) - 1) == 0;
        refuse(offset <= 0 || !aligned || bytes > limit, inconsistent(name));
        refuse(offset > fileBytes - bytes, "is cut off: its " + name + " would be after its end");
    }

    private static String inconsistent(String field) {
        return "has an inconsistent header (" + field + ")";
    }

    private static void refuse(boolean bad, String reason) throws UnusableImageException {
        if (bad) {
            throw new UnusableImageException(reason);
        }
    }
}
