package io.jm.tls;

import io.jm.base.JmException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;

/** Generates RSA key pairs, which takes some hundredths of a second each. */
public final class KeyPairSource {
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;
    /** The primes of a key must differ in one of their first 100 bits, as FIPS 186-5 requires. */
    private static final int DIFFERENT_BITS = 100;

    private final int bits;
    private @Nullable PrimeSearch prefetched;

    /**
     * @param bits the size of the modulus, an even number
     */
    public KeyPairSource(int bits) {
        this.bits = bits;
    }

    /** Returns a new pair and searches, concurrently, the primes of the one that {@link #next()} returns. */
    KeyPair nextAndPrefetch() {
        PrimeSearch search = new PrimeSearch(bits / 2, 4);
        KeyPair first = pair(search.take(), search.take());
        prefetched = search;
        return first;
    }

    /** Returns a new pair. */
    public KeyPair next() {
        PrimeSearch search = prefetched == null ? new PrimeSearch(bits / 2, 2) : prefetched;
        prefetched = null;
        return pair(search.take(), search.take());
    }

    private KeyPair pair(BigInteger first, BigInteger second) {
        BigInteger p = first.max(second);
        BigInteger q = first.min(second);
        if (p.subtract(q).bitLength() <= bits / 2 - DIFFERENT_BITS) {
            throw new JmException("cannot generate a key pair: the random numbers of this computer repeat");
        }
        BigInteger modulus = p.multiply(q);
        BigInteger order = lcm(p.subtract(ONE), q.subtract(ONE));
        BigInteger d = EXPONENT.modInverse(order);
        BigInteger dp = d.mod(p.subtract(ONE));
        BigInteger dq = d.mod(q.subtract(ONE));
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                    factory.generatePrivate(
                            new RSAPrivateCrtKeySpec(modulus, EXPONENT, d, p, q, dp, dq, q.modInverse(p))));
        } catch (GeneralSecurityException e) {
            throw new JmException("this Java cannot generate RSA keys: " + e.getMessage(), e);
        }
    }

    private static BigInteger lcm(BigInteger a, BigInteger b) {
        return a.divide(a.gcd(b)).multiply(b);
    }
}
