package io.jm.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A packet for the server; its length and request id are set when it is sent. */
final class Request {
    private static final int LENGTH = 4;
    private static final int ID_AT = LENGTH + 1;

    private byte[] bytes = new byte[256];
    private int length;

    Request(int type) {
        append(LENGTH + 1 + 4);
        bytes[LENGTH] = (byte) type;
    }

    Request number(int value) {
        int at = append(4);
        ByteBuffer.wrap(bytes).putInt(at, value);
        return this;
    }

    Request longNumber(long value) {
        int at = append(8);
        ByteBuffer.wrap(bytes).putLong(at, value);
        return this;
    }

    Request string(byte[] value) {
        number(value.length);
        int at = append(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        return this;
    }

    Request string(String value) {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes room and returns its offset; call it before any use of {@link #bytes}, which it may replace. */
    private int append(int count) {
        int at = length;
        length += count;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }
        return at;
    }

    /**
     * Returns the complete packet.
     *
     * @param following the number of data bytes that are sent after it and belong to it
     */
    ByteBuffer packet(int id, int following) {
        ByteBuffer packet = ByteBuffer.wrap(bytes, 0, length);
        packet.putInt(0, length - LENGTH + following);
        packet.putInt(ID_AT, id);
        return packet;
    }
}
