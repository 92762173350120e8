package io.jm.drivers.digitalocean;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** What the provider calls the fingerprint of a public key: the MD5 digest of its blob, with colons. */
final class KeyFingerprint {
    private KeyFingerprint() {}

    static String of(String publicLine) {
        try {
            byte[] blob = Base64.getDecoder().decode(publicLine.strip().substring("ssh-rsa ".length()));
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("MD5").digest(blob));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
