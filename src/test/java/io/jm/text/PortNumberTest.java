package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import org.junit.jupiter.api.Test;

class PortNumberTest {
    @Test
    void acceptsEveryPort() {
        assertEquals(0, PortNumber.of("--port", 0));
        assertEquals(65_535, PortNumber.of("--port", 65_535));
        assertEquals(65_535, PortNumber.parse("65535"));
        assertEquals(22, PortNumber.parse("0000022"));
        assertEquals(0, PortNumber.parse(""));
    }

    @Test
    void rejectsInvalidPorts() {
        for (long number : new long[] {-1, 65_536, 4_294_967_318L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            String reason = assertThrows(JmException.class, () -> PortNumber.of("--port", number))
                    .getMessage();
            assertEquals("--port must be a port from 1 to 65535, not " + number, reason);
        }
        for (String digits : new String[] {"65536", "4294967318", "99999999999999999999"}) {
            String reason = assertThrows(JmException.class, () -> PortNumber.parse(digits))
                    .getMessage();
            assertEquals("invalid port " + digits + ": ports are numbers from 1 to 65535", reason);
        }
    }
}
