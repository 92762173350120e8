package io.jm.cloudinit;

import io.jm.base.JmException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes the image of a 1.44 MB floppy disk: FAT12 with files in the root directory. Format: Microsoft, FAT File
 * System Specification 1.03. The same files give the same bytes.
 */
final class FatImage {
    private static final int SECTOR = 512;
    private static final int SECTORS = 2880;
    private static final int FATS = 2;
    private static final int FAT_SECTORS = 9;
    private static final int ROOT_ENTRIES = 224;
    private static final int ENTRY = 32;
    private static final int FAT_START = SECTOR;
    private static final int ROOT_START = FAT_START + FATS * FAT_SECTORS * SECTOR;
    private static final int DATA_START = ROOT_START + ROOT_ENTRIES * ENTRY;

    /** The bytes that all files together may have, each rounded up to a multiple of 512. */
    static final int CAPACITY = SECTORS * SECTOR - DATA_START;

    private static final int MEDIA = 0xf0;
    private static final int LAST_CLUSTER = 0xfff;
    private static final int FIRST_CLUSTER = 2;
    private static final int LABEL_LENGTH = 11;
    private static final byte VOLUME_LABEL = 0x08;
    private static final byte ARCHIVE = 0x20;
    private static final int DATE = ((2024 - 1980) << 9) | (1 << 5) | 1;

    private final ByteBuffer image = ByteBuffer.allocate(SECTORS * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Integer> table = new ArrayList<>(List.of(0xf00 | MEDIA, LAST_CLUSTER));
    private int rootEntries;

    private FatImage() {}

    /**
     * Returns the image.
     *
     * @param label the name of the volume: 1 to 11 capital letters, digits or underscores
     * @param files the contents by name; names have up to 255 characters
     * @throws JmException if the files are too large or too many, or a name is not allowed in a FAT file system
     */
    static byte[] of(String label, Map<String, byte[]> files) {
        if (!label.matches("[A-Z0-9_]{1,11}")) {
            throw new JmException(
                    "\"" + label + "\" is no label of a FAT file system: it has 1 to 11 characters A-Z0-9_");
        }
        checkFits(files);
        FatImage disk = new FatImage();
        byte[] paddedLabel = padded(label);
        disk.bootSector(paddedLabel);
        disk.entry(paddedLabel, VOLUME_LABEL, 0, 0);
        Set<String> names = new HashSet<>();
        files.forEach((name, content) -> {
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new JmException("\"" + name + "\" is there twice: a FAT file system ignores case");
            }
            disk.file(name, content);
        });
        disk.tables();
        return disk.image.array();
    }

    private static void checkFits(Map<String, byte[]> files) {
        long sectors = 0;
        long entries = 1;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            sectors += sectors(file.getValue().length);
            entries += 1 + LongName.entries(file.getKey());
        }
        if (sectors * SECTOR > CAPACITY) {
            throw new JmException("the files have " + sectors * SECTOR + " bytes, and a disk image of 1.44 MB holds "
                    + CAPACITY + ": make them smaller");
        }
        if (entries > ROOT_ENTRIES) {
            throw new JmException("the names need " + entries + " directory entries, and a disk image of 1.44 MB has "
                    + ROOT_ENTRIES + ": use fewer files or shorter names");
        }
    }

    private static int sectors(int bytes) {
        return (bytes + SECTOR - 1) / SECTOR;
    }

    private static byte[] padded(String text) {
        return (text + " ".repeat(LABEL_LENGTH - text.length())).getBytes(StandardCharsets.US_ASCII);
    }

    /** Describes the geometry; the offsets are those of the specification, section 3. */
    private void bootSector(byte[] label) {
        image.put(0, new byte[] {(byte) 0xeb, 0x3c, (byte) 0x90})
                .put(3, "MSWIN4.1".getBytes(StandardCharsets.US_ASCII));
        image.putShort(11, (short) SECTOR)
                .put(13, (byte) 1)
                .putShort(14, (short) 1)
                .put(16, (byte) FATS);
        image.putShort(17, (short) ROOT_ENTRIES).putShort(19, (short) SECTORS).put(21, (byte) MEDIA);
        // 18 sectors per track, 2 heads; an extended signature, serial number, label and type follow
        image.putShort(22, (short) FAT_SECTORS).putShort(24, (short) 18).putShort(26, (short) 2);
        image.put(38, (byte) 0x29).putInt(39, 0x4a4d0001).put(43, label);
        image.put(54, "FAT12   ".getBytes(StandardCharsets.US_ASCII)).putShort(510, (short) 0xaa55);
    }

    private void file(String name, byte[] content) {
        byte[] alias = padded(String.format(Locale.ROOT, "JM%06d", rootEntries));
        for (byte[] part : LongName.parts(name, alias)) {
            image.put(nextEntry(), part);
        }
        // an empty file has no cluster
        int first = content.length == 0 ? 0 : table.size();
        entry(alias, ARCHIVE, first, content.length);
        if (content.length > 0) {
            image.put(DATA_START + (first - FIRST_CLUSTER) * SECTOR, content);
            int last = first + sectors(content.length) - 1;
            for (int cluster = first; cluster < last; cluster++) {
                table.add(cluster + 1);
            }
            table.add(LAST_CLUSTER);
        }
    }

    private int nextEntry() {
        return ROOT_START + ENTRY * rootEntries++;
    }

    private void entry(byte[] shortName, byte attributes, int cluster, int size) {
        int at = nextEntry();
        image.put(at, shortName).put(at + 11, attributes);
        image.putShort(at + 16, (short) DATE).putShort(at + 18, (short) DATE).putShort(at + 24, (short) DATE);
        image.putShort(at + 26, (short) cluster).putInt(at + 28, size);
    }

    /** Writes both tables: 12 bits for each cluster, two in three bytes. */
    private void tables() {
        for (int fat = 0; fat < FATS; fat++) {
            int start = FAT_START + fat * FAT_SECTORS * SECTOR;
            for (int i = 0; i < table.size(); i++) {
                int at = start + i * 3 / 2;
                int value = i % 2 == 0 ? table.get(i) : table.get(i) << 4;
                image.putShort(at, (short) (image.getShort(at) | value));
            }
        }
    }
}
