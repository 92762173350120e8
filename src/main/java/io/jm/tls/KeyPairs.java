package io.jm.tls;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/** How a key signs, and whether two halves of a pair belong together. */
public final class KeyPairs {
    private static final byte[] PROBE = {'j', 'm'};

    private KeyPairs() {}

    /** Whether the two are halves of one pair: both are of one RSA modulus, or the one confirms what the other signs. */
    public static boolean fit(PrivateKey secret, PublicKey known) {
        if (secret instanceof RSAKey own && known instanceof RSAKey other) {
            return own.getModulus().equals(other.getModulus());
        }
        try {
            Signature signer = Signature.getInstance(signatureAlgorithm(secret));
            signer.initSign(secret);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(signatureAlgorithm(known));
            verifier.initVerify(known);
            verifier.update(PROBE);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // keys of different kinds do not even understand each other
            return false;
        }
    }

    static String signatureAlgorithm(Key key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
    }
}
