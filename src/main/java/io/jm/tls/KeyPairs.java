package io.jm.tls;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;

/** Signature algorithms of keys, and whether a private and a public key form a pair. */
public final class KeyPairs {
    private static final byte[] PROBE = {'j', 'm'};

    private KeyPairs() {}

    /** Returns whether the keys form a pair: they have the same RSA modulus, or one verifies what the other signs. */
    public static boolean match(PrivateKey privateKey, PublicKey publicKey) {
        if (privateKey instanceof RSAKey own && publicKey instanceof RSAKey other) {
            return own.getModulus().equals(other.getModulus());
        }
        try {
            Signature signer = Signature.getInstance(signatureAlgorithm(privateKey));
            signer.initSign(privateKey);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(signatureAlgorithm(publicKey));
            verifier.initVerify(publicKey);
            verifier.update(PROBE);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // keys of different algorithms
            return false;
        }
    }

    /**
     * Checks that the keys form a pair.
     *
     * @throws JmException with Go's message and the names of the files, if they do not
     */
    static void requireMatch(PrivateKey key, Path keyFile, X509Certificate certificate, Path certificateFile) {
        if (!match(key, certificate.getPublicKey())) {
            throw new JmException(
                    "tls: private key does not match public key: " + keyFile + " does not belong to " + certificateFile,
                    ErrorCode.CERTIFICATE,
                    null);
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
