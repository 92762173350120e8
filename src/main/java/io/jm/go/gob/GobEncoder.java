package io.jm.go.gob;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the primitive pieces of Go's wire format one behind the other. */
public final class GobEncoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** One byte below 128, else minus the count of the bytes that follow, biggest first. */
    public GobEncoder unsigned(long value) {
        if (value >= 0 && value < 128) {
            bytes.write((int) value);
            return this;
        }
        int count = (71 - Long.numberOfLeadingZeros(value)) / 8;
        bytes.write(-count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }

    /** The sign moves to the lowest bit. */
    public GobEncoder signed(long value) {
        return unsigned(value << 1 ^ value >> 63);
    }

    /** A text with its length in front. */
    public GobEncoder text(String text) {
        return counted(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes with their count in front. */
    public GobEncoder counted(byte[] raw) {
        return unsigned(raw.length).raw(raw);
    }

    /** Bytes as they are. */
    public GobEncoder raw(byte[] raw) {
        bytes.write(raw, 0, raw.length);
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
