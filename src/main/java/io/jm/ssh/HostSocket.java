package io.jm.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** The socket to a host, which is given up if what comes before the SSH greeting has no end. */
final class HostSocket extends Socket {
    /** As long as one line for OpenSSH; sshj looks at all of it again with each byte. */
    private static final int LONGEST_GREETING = 8 * 1024;

    @Override
    public InputStream getInputStream() throws IOException {
        return new Greeting(super.getInputStream());
    }

    /** sshj reads the greeting byte by byte, and everything behind it in blocks. */
    private static final class Greeting extends FilterInputStream {
        private int greeted;

        Greeting(InputStream lower) {
            super(lower);
        }

        @Override
        public int read() throws IOException {
            if (++greeted > LONGEST_GREETING) {
                throw new IOException("it sent " + LONGEST_GREETING + " bytes without an SSH greeting");
            }
            return super.read();
        }
    }
}
