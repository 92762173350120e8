package io.jm.swarm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertiseAddressTest {
    @ParameterizedTest
    @CsvSource({
        "auto, 10.0.0.4, '', 10.0.0.4",
        "auto, 192.168.1.4, 10.0.0.4, 192.168.1.4",
        "auto, 203.0.113.4, 10.0.0.4, 10.0.0.4",
        "auto, 203.0.113.4, '', 203.0.113.4",
        "auto, fd00::4, '', fd00::4",
        "auto, node.example.com, '', ''",
        "auto, 127.0.0.1, '', ''",
        "auto, '', '', ''",
        "private, 203.0.113.4, 10.0.0.4, 10.0.0.4",
        "private, 172.16.0.4, '', 172.16.0.4",
        "public, 203.0.113.4, 10.0.0.4, 203.0.113.4",
        "eth1, 203.0.113.4, 10.0.0.4, eth1",
        "10.0.0.0/8, 203.0.113.4, 10.0.0.4, 10.0.0.4",
    })
    void isChosen(String choice, String known, String own, String expected) {
        assertEquals(expected, AdvertiseAddress.of(choice, new Answer("m", known, own, null, "")));
    }

    @Test
    void isAskedForIfNoneIsKnown() {
        Answer answer = new Answer("m", "203.0.113.4", "", null, "");
        assertEquals(
                "no private address is known. Name the network interface: --advertise eth0",
                assertThrows(JmException.class, () -> AdvertiseAddress.of("private", answer))
                        .getMessage());
        assertEquals(
                "no address in 10.0.0.0/8 is known. Name the network interface: --advertise eth0",
                assertThrows(JmException.class, () -> AdvertiseAddress.of("10.0.0.0/8", answer))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "10.0.0.0/99", "averyveryverylongname", "eth0;x"})
    void refusesWhatCannotBe(String choice) {
        assertThrows(JmException.class, () -> AdvertiseAddress.check(choice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "private", "public", "eth0", "br-lan.10", "10.0.0.0/8", "fd00::/8"})
    void takesTheOthers(String choice) {
        assertDoesNotThrow(() -> AdvertiseAddress.check(choice));
    }

    @Test
    void knowsPublicAddresses() {
        assertTrue(AdvertiseAddress.isPublic("203.0.113.4") && AdvertiseAddress.isPublic("2001:db8::1"));
        for (String address :
                new String[] {"10.1.2.3", "172.31.0.1", "192.168.0.1", "fd12::1", "127.0.0.1", "", "eth0"}) {
            assertEquals(false, AdvertiseAddress.isPublic(address), address);
        }
    }
}
