package io.jm.provision.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ListeningPortsTest {
    @Test
    void parsesSs() {
        assertTrue(ListeningPorts.contains("LISTEN 0      4096               *:2376            *:*          \n", 2376));
        assertTrue(ListeningPorts.contains("LISTEN 0 128 [::]:2376 [::]:*\n", 2376));
    }

    @Test
    void parsesNetstat() {
        assertTrue(ListeningPorts.contains("tcp6 0 0 :::2376 :::* LISTEN\n", 2376));
    }

    @Test
    void parsesTheKernelsTable() {
        assertTrue(
                ListeningPorts.contains("   0: 00000000:0948 00000000:0000 0A 00000000:00000000 00:00000000\n", 2376));
        assertFalse(
                ListeningPorts.contains("   0: 00000000:0948 0100007F:1F90 01 00000000:00000000 00:00000000\n", 2376));
    }

    @Test
    void doesNotMatchAPrefixOfAPort() {
        assertFalse(ListeningPorts.contains("LISTEN 0 128 0.0.0.0:12376 0.0.0.0:*\n", 2376));
    }
}
