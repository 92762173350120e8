package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The first example of FIPS 180-2, appendix B.1. */
    @Test
    void theDigestOfTheStandardsExample() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.hex("abc"));
    }

    /** As {@code printf 'Grüße' | sha256sum} in a terminal with UTF-8. */
    @Test
    void aTextCountsInUtf8() {
        assertEquals("f83e039796c6453a10f5519e39fd113901572316a1a8ea07cb525d2801dfd074", Sha256.hex("Grüße"));
    }
}
