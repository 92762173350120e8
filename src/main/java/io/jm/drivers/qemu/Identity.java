package io.jm.drivers.qemu;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What identifies a machine on this computer: derived from its store and its name, so that it never changes. */
final class Identity {
    private static final int BYTE = 256;

    private final byte[] hash;

    Identity(String store, String machine) {
        this.hash = sha256(store + "\0" + machine);
    }

    /** Returns the SHA-256 of a text in hexadecimal digits. */
    static String digest(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns a MAC address with QEMU's prefix. */
    String mac() {
        return "52:54:00:" + HexFormat.ofDelimiter(":").formatHex(hash, 0, 3);
    }

    /** Returns the loopback address 127.42.X.Y to try as number {@code attempt}; never one that ends in 0 or 255. */
    String loopback(int attempt) {
        int third = hash[3] & 0xff;
        int fourth = ((hash[4] & 0xff) + attempt) % (BYTE - 2) + 1;
        return "127.42." + third + "." + fourth;
    }
}
