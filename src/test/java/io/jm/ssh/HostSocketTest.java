package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HostSocketTest {
    @Test
    void aHostThatAcceptsNoDataTimesOut() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HostSocket socket = new HostSocket(Duration.ofSeconds(1))) {
            socket.connect(server.getLocalSocketAddress());
            try (Socket silent = server.accept()) {
                OutputStream out = socket.getOutputStream();
                IOException e = assertThrows(IOException.class, () -> {
                    while (true) {
                        out.write(new byte[1 << 20]);
                    }
                });
                assertEquals("the host accepted no data for 1 seconds", e.getMessage());
                assertTrue(silent.isConnected());
            }
        }
    }

    @Test
    void aSlowHostDoesNotTimeOut() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HostSocket socket = new HostSocket(Duration.ofSeconds(1))) {
            socket.connect(server.getLocalSocketAddress());
            try (Socket peer = server.accept()) {
                OutputStream out = socket.getOutputStream();
                out.write(1);
                TimeUnit.MILLISECONDS.sleep(1500);
                out.write(2);
                assertEquals(1, peer.getInputStream().read());
                assertEquals(2, peer.getInputStream().read());
            }
        }
    }
}
