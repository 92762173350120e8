package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPortTest {
    @Test
    void theAddressAndTheProtocolMayBeLeftOut() {
        assertEquals(new FixedPort("", 8080, 80, "tcp"), FixedPort.of("8080:80"));
        assertEquals(new FixedPort("127.0.0.1", 53, 53, "udp"), FixedPort.of("127.0.0.1:53:53/UDP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "80", "a:b", "0:80", "80:65536", "1:2:3:4", "::1:80:80", "300.0.0.1:80:80", "80:80/sctp"})
    void anythingElseIsRefused(String text) {
        String message =
                assertThrows(JmException.class, () -> FixedPort.of(text)).getMessage();
        assertTrue(message.contains("[IP:]HOST:GUEST[/udp]"), message);
    }
}
