package io.jm.images;

/** Numbers of bytes in messages. */
public final class ByteText {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private ByteText() {}

    /** Returns the largest unit with at most one decimal, such as {@code 431 MiB} or {@code 2.5 GiB}. */
    public static String of(long bytes) {
        int unit = 0;
        long tenths = bytes;
        while (unit < UNITS.length - 1 && tenths >= (unit == 0 ? 1024 : 10_240)) {
            tenths = unit == 0 ? bytes * 10 / 1024 : tenths / 1024;
            unit++;
        }
        if (unit == 0) {
            return bytes + " bytes";
        }
        boolean fraction = tenths < 100 && tenths % 10 != 0;
        return tenths / 10 + (fraction ? "." + tenths % 10 : "") + " " + UNITS[unit];
    }
}
