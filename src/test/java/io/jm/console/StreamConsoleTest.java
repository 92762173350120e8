package io.jm.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StreamConsoleTest {
    private static Console over(String reason) {
        OutputStream out = new BufferedOutputStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });
        return new StreamConsole(InputStream.nullInputStream(), out, OutputStream.nullOutputStream(), false);
    }

    @Test
    void aFullDiskIsReported() {
        Console console = over("No space left on device");
        console.result("tcp://1.2.3.4:2376");
        console.flush();
        assertEquals("No space left on device", console.outputError());
    }

    @Test
    void aClosedPipeIsNoError() {
        Console console = over("Broken pipe");
        console.result("tcp://1.2.3.4:2376");
        console.flush();
        assertNull(console.outputError());
    }
}
