package io.jm.cloudinit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the root directory of a FAT12 image by what its boot sector says, for tests. */
final class FatReader {
    private final ByteBuffer image;
    private final int sector;
    private final int table;
    private final int root;
    private final int data;

    private FatReader(byte[] bytes) {
        image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        sector = image.getShort(11);
        table = image.getShort(14) * sector;
        root = table + image.get(16) * image.getShort(22) * sector;
        data = root + image.getShort(17) * 32;
    }

    /** Returns the files by their long names; the label has the key {@code label}. */
    static Map<String, byte[]> read(byte[] bytes) {
        return new FatReader(bytes).files();
    }

    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        StringBuilder name = new StringBuilder();
        for (int at = root; at < data && image.get(at) != 0; at += 32) {
            int attributes = image.get(at + 11);
            if (attributes == 0x0f) {
                name.insert(0, units(at, 1, 5) + units(at, 14, 6) + units(at, 28, 2));
            } else if (attributes == 0x08) {
                files.put("label", text(at, 11).strip().getBytes(StandardCharsets.US_ASCII));
            } else {
                int end = name.indexOf("\0");
                files.put(end < 0 ? name.toString() : name.substring(0, end), content(at));
                name.setLength(0);
            }
        }
        return files;
    }

    private String units(int at, int offset, int count) {
        StringBuilder units = new StringBuilder();
        for (int i = 0; i < count; i++) {
            units.append(image.getChar(at + offset + 2 * i));
        }
        return units.toString();
    }

    private String text(int at, int length) {
        return new String(image.array(), at, length, StandardCharsets.US_ASCII);
    }

    private byte[] content(int at) {
        byte[] content = new byte[image.getInt(at + 28)];
        int cluster = image.getShort(at + 26) & 0xffff;
        for (int done = 0; done < content.length; done += sector) {
            int length = Math.min(sector, content.length - done);
            image.get(data + (cluster - 2) * sector, content, done, length);
            cluster = next(cluster);
        }
        if (content.length > 0 && cluster != 0xfff) {
            throw new IllegalStateException("the chain does not end with the file");
        }
        return content;
    }

    private int next(int cluster) {
        int pair = image.getShort(table + cluster * 3 / 2) & 0xffff;
        return cluster % 2 == 0 ? pair & 0xfff : pair >> 4;
    }
}
