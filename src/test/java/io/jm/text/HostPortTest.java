package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HostPortTest {
    @Test
    void joinsWithBracketsAroundIpv6() {
        assertEquals("192.0.2.5:2376", HostPort.join("192.0.2.5", 2376));
        assertEquals("[2001:db8::1]:22", HostPort.join("2001:db8::1", 22));
        assertEquals("[fe80::1%eth0]:22", HostPort.join("[fe80::1%eth0]", "22"));
    }

    @Test
    void splitsWhatItJoins() {
        assertEquals("2001:db8::1", HostPort.host("[2001:db8::1]:22"));
        assertEquals("22", HostPort.port("[2001:db8::1]:22"));
        assertEquals("box.example", HostPort.host("box.example:2376"));
        assertEquals("2376", HostPort.port("box.example:2376"));
    }

    @Test
    void thePortIsOptional() {
        assertEquals("box", HostPort.host("box"));
        assertEquals("", HostPort.port("box"));
        assertEquals("::1", HostPort.host("[::1]"));
        assertEquals("", HostPort.port("[::1]"));
    }
}
