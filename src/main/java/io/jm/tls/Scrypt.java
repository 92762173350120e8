package io.jm.tls;

import org.bouncycastle.crypto.generators.SCrypt;

/** The key derivation function scrypt (RFC 7914), which the JDK does not have. */
public final class Scrypt {
    private static final int BLOCK_SIZE = 8;
    private static final int BYTES_PER_UNIT = 128 * BLOCK_SIZE;

    private Scrypt() {}

    /**
     * Derives a key of 32 bytes with r = 8 and p = 1.
     *
     * @param logCost the base-2 logarithm of the cost N
     */
    public static byte[] key(byte[] passphrase, byte[] salt, int logCost) {
        return SCrypt.generate(passphrase, salt, 1 << logCost, BLOCK_SIZE, 1, 32);
    }

    /** Returns how much memory a derivation needs, in bytes. */
    public static long memory(int logCost) {
        return (long) BYTES_PER_UNIT << logCost;
    }
}
