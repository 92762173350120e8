package io.jm.web;

import io.jm.text.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The addresses with one prefix, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public record AddressRange(byte[] first, int prefixBits) {
    /** Parses a range in CIDR notation; null if the text is none. */
    public static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] first = slash < 0 ? null : bytes(text.substring(0, slash));
        if (first == null || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return null;
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return bits > first.length * Byte.SIZE ? null : new AddressRange(first, bits);
    }

    /** Whether the host is an address in the range; a name never is, since it is not resolved. */
    public boolean contains(String host) {
        byte[] address = bytes(host);
        if (address == null || address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((address[bit / Byte.SIZE] ^ first[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] bytes(String text) {
        // anything else would be looked up
        boolean literal = IpAddress.isV4(text) || text.matches("[0-9a-f:.]*:[0-9a-f:.]*");
        try {
            return literal ? InetAddress.getByName(text).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
