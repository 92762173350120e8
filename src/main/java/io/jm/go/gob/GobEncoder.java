package io.jm.go.gob;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Appends the primitives of Go's wire format. */
final class GobEncoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Appends one byte below 128, else the negated byte count and the value in big-endian order. */
    GobEncoder unsigned(long value) {
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

    /** Appends a signed number: the sign is moved to the lowest bit. */
    GobEncoder signed(long value) {
        return unsigned(value << 1 ^ value >> 63);
    }

    /** Appends a string as UTF-8, preceded by its length in bytes. */
    GobEncoder text(String text) {
        return counted(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends bytes, preceded by their count. */
    GobEncoder counted(byte[] content) {
        return unsigned(content.length).raw(content);
    }

    /** Appends bytes unchanged. */
    GobEncoder raw(byte[] content) {
        bytes.write(content, 0, content.length);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
