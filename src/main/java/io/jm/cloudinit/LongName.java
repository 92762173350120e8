package io.jm.cloudinit;

import io.jm.base.JmException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The directory entries that hold a file's long name: 13 UTF-16 units each, the last part first. */
final class LongName {
    private static final int UNITS = 13;
    private static final int LONGEST = 255;
    private static final int ENTRY = 32;
    private static final byte LONG_NAME = 0x0f;
    private static final int LAST_PART = 0x40;
    private static final int[] OFFSETS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private LongName() {}

    /** Returns how many entries the name needs, without that of its short alias. */
    static int entries(String name) {
        return (name.length() + UNITS - 1) / UNITS;
    }

    /** Returns the entries in the order of the directory; that of the alias follows them. */
    static List<byte[]> parts(String name, byte[] alias) {
        check(name);
        List<byte[]> parts = new ArrayList<>();
        int count = entries(name);
        for (int part = count; part > 0; part--) {
            ByteBuffer entry = ByteBuffer.allocate(ENTRY).order(ByteOrder.LITTLE_ENDIAN);
            entry.put(0, (byte) (part == count ? part | LAST_PART : part));
            entry.put(11, LONG_NAME).put(13, checksum(alias));
            for (int i = 0; i < UNITS; i++) {
                entry.putShort(OFFSETS[i], unit(name, (part - 1) * UNITS + i));
            }
            parts.add(entry.array());
        }
        return parts;
    }

    /** One zero ends a name that does not fill its last entry; the rest is filled with ones. */
    private static short unit(String name, int at) {
        if (at < name.length()) {
            return (short) name.charAt(at);
        }
        return (short) (at == name.length() ? 0 : 0xffff);
    }

    private static byte checksum(byte[] alias) {
        int sum = 0;
        for (byte b : alias) {
            sum = ((sum & 1) << 7 | sum >> 1) + (b & 0xff) & 0xff;
        }
        return (byte) sum;
    }

    private static void check(String name) {
        boolean characters = name.chars().allMatch(c -> c >= ' ' && "\"*/:<>?\\|".indexOf(c) < 0);
        // systems that know FAT drop dots and blanks at the end, so that the file would be found under another name
        if (name.isEmpty() || name.length() > LONGEST || !characters || name.endsWith(".") || name.endsWith(" ")) {
            throw new JmException("\"" + name + "\" cannot be a file name in a FAT file system");
        }
    }
}
