package io.jm.cloud;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names by which a provider's things differ from those that others make. */
public final class RandomName {
    private RandomName() {}

    /** Returns that many random bytes as hexadecimal digits, two for each, in lower case. */
    public static String hex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
