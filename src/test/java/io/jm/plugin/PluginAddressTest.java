package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginAddressTest {
    private static String refusal(String line) {
        assertFalse(PluginAddress.isAddress(line), line);
        return assertThrows(JmException.class, () -> PluginAddress.parse(line)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:4711",
                "127.1.2.3:4711",
                "localhost:4711",
                "[::1]:4711",
                ":4711",
                "0.0.0.0:4711",
                "[::]:4711",
                "[::ffff:127.0.0.1]:4711",
                "::1:4711"
            })
    void namesThisComputer(String line) {
        InetSocketAddress address = PluginAddress.parse(line);
        assertTrue(PluginAddress.isAddress(line));
        assertTrue(address.getAddress().isLoopbackAddress(), () -> "" + address);
        assertEquals(4711, address.getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "example.com",
                "127.0.0.1.example.com",
                "[fe80::1%eth0]",
                "[2001:db8::1]",
                "127.1",
                "2130706433",
                "0177.0.0.1.",
                "127.0.0.256",
                "0x7f.0.0.1",
                "[127.0.0.1",
                "a@127.0.0.1",
                "127.0.0.1 ",
                "localhost.",
                "LOCALHOST",
                "[]",
                "[:]",
                "-",
                "\u0661\u0662\u0667.0.0.1",
                "127.0.0.1:80#"
            })
    void mayNotNameAnotherComputer(String host) {
        assertEquals(
                "dial tcp: address " + host + ":4711: a plugin may listen on this computer's loopback interface only",
                refusal(host + ":4711"));
    }

    @ParameterizedTest
    @CsvSource({"''", "0", "65536", "99999999999999999999", "-1", "+80", "' 80'", "0x50", "80a", "\u0668\u0660"})
    void aPortIsANumber(String port) {
        assertEquals("dial tcp: address 127.0.0.1:" + port + ": invalid port", refusal("127.0.0.1:" + port));
    }

    @Test
    void isShownShortAndPrintable() {
        assertEquals("dial tcp: address \\x1b[2J: missing port in address", refusal("\u001b[2J"));
        assertEquals(
                "dial tcp: address " + "x".repeat(100) + "...: missing port in address", refusal("x".repeat(1 << 20)));
    }
}
