package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.42.7.4", "255.255.255.255"})
    void fourNumbersAreAnAddress(String text) {
        assertTrue(IpAddress.isV4(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "010.1.1.1", "1.2.3.x", " 1.2.3.4", "::1"})
    void anythingElseIsNoIpv4Address(String text) {
        assertFalse(IpAddress.isV4(text));
    }
}
