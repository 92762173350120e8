package io.jm.images;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Recognizes files that are not raw disks by the bytes at their start, and describes how to convert them. */
final class ForeignFormat {
    private static final int VDI_AT = 64;
    private static final int ISO_AT = 32_769;

    private ForeignFormat() {}

    /**
     * Returns what is wrong with a file, which continues a message about it; null if its format is not known here.
     *
     * @param start the start of the file
     * @param end its last 512 bytes
     */
    static @Nullable String of(ByteBuffer start, ByteBuffer end) {
        String packed = packed(start);
        if (packed != null) {
            return packed;
        }
        String other = otherDisk(start, end);
        if (other != null) {
            return "is a " + other + " image: convert it with qemu-img convert -O qcow2";
        }
        if (matches(start, ISO_AT, "CD001")) {
            return "is a CD (ISO) image, not a disk with an installed system: use the distribution's cloud image";
        }
        boolean page = matches(start, 0, "<!DOCTYPE") || matches(start, 0, "<!doctype") || matches(start, 0, "<html");
        return page ? "is an HTML page, not a disk image: the address is that of a web page" : null;
    }

    private static @Nullable String packed(ByteBuffer start) {
        if (matches(start, 0, "\u001f\u008b")) {
            return unpack("gzip", "gunzip");
        }
        if (matches(start, 0, "\u00fd7zXZ\0")) {
            return unpack("xz", "unxz");
        }
        if (matches(start, 0, "BZh")) {
            return unpack("bzip2", "bunzip2");
        }
        if (matches(start, 0, "(\u00b5/\u00fd")) {
            return unpack("zstd", "unzstd");
        }
        return matches(start, 0, "PK\u0003\u0004") ? unpack("zip", "unzip") : null;
    }

    private static String unpack(String format, String program) {
        return "is compressed with " + format + ": unpack it first (" + program + ")";
    }

    private static @Nullable String otherDisk(ByteBuffer start, ByteBuffer end) {
        if (matches(start, 0, "KDMV") || matches(start, 0, "COWD") || matches(start, 0, "# Disk DescriptorFile")) {
            return "VMDK";
        }
        if (matches(start, VDI_AT, "\u007f\u0010\u00da\u00be")) {
            return "VDI";
        }
        if (matches(start, 0, "vhdxfile")) {
            return "VHDX";
        }
        if (matches(start, 0, "conectix") || matches(end, 0, "conectix")) {
            return "VHD";
        }
        if (matches(start, 0, "QED\0")) {
            return "QED";
        }
        if (matches(start, 0, "LUKS\u00ba\u00be")) {
            return "LUKS";
        }
        return matches(start, 0, "WithoutFreeSpace") || matches(start, 0, "WithouFreSpacExt") ? "Parallels" : null;
    }

    private static boolean matches(ByteBuffer bytes, int at, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.limit() < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
