package io.jm.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyPairSourceTest {
    @Test
    void neverReturnsTheSamePairTwice() {
        KeyPairSource keys = new KeyPairSource(1024);
        Set<PublicKey> seen = new HashSet<>();
        seen.add(keys.nextAndPrefetch().getPublic());
        seen.add(keys.next().getPublic());
        seen.add(keys.next().getPublic());
        assertEquals(3, seen.size());
    }

    @Test
    void everyKeyIsWhatTheStandardRequires() throws Exception {
        KeyPairSource keys = new KeyPairSource(2048);
        for (KeyPair pair : List.of(keys.nextAndPrefetch(), keys.next(), keys.next())) {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
            BigInteger p = key.getPrimeP();
            BigInteger q = key.getPrimeQ();
            assertEquals(2048, key.getModulus().bitLength());
            assertEquals(key.getModulus(), p.multiply(q));
            assertEquals(1024, p.bitLength());
            assertEquals(1024, q.bitLength());
            assertTrue(p.isProbablePrime(200) && q.isProbablePrime(200));
            assertTrue(p.subtract(q).bitLength() > 924);
            assertEquals(BigInteger.valueOf(65537), key.getPublicExponent());
            BigInteger d = key.getPrivateExponent();
            assertTrue(d.bitLength() > 1024);
            for (BigInteger prime : List.of(p, q)) {
                BigInteger order = prime.subtract(BigInteger.ONE);
                assertEquals(BigInteger.ONE, d.multiply(key.getPublicExponent()).mod(order));
            }
            assertEquals(key.getPrimeExponentP(), d.mod(p.subtract(BigInteger.ONE)));
            assertEquals(key.getPrimeExponentQ(), d.mod(q.subtract(BigInteger.ONE)));
            assertEquals(BigInteger.ONE, key.getCrtCoefficient().multiply(q).mod(p));
            assertEquals(((RSAPublicKey) pair.getPublic()).getModulus(), key.getModulus());
            assertTrue(KeyPairs.match(pair.getPrivate(), pair.getPublic()));
            assertTrue(signs(pair));
        }
    }

    private static boolean signs(KeyPair pair) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update((byte) 1);
        return signature.verify(signed);
    }

    @Test
    void theSearchEndsWithTheLastPrimeThatIsWanted() throws Exception {
        new KeyPairSource(1024).next();
        for (int tries = 0; searching() && tries < 500; tries++) {
            Thread.sleep(20);
        }
        assertFalse(searching());
    }

    private static boolean searching() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("prime-search"));
    }
}
