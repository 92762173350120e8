package io.jm.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.PublicKey;
import java.util.HashSet;
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
}
