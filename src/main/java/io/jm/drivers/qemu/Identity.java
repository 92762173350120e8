package io.jm.drivers.qemu;

import io.jm.text.Sha256;
import java.util.HexFormat;

/** What identifies a machine on this computer: derived from its store and its name, so that it never changes. */
final class Identity {
    private static final int BYTE = 256;

    private final byte[] hash;

    Identity(String store, String machine) {
        this.hash = Sha256.of(store + "\0" + machine);
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
