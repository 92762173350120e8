package io.jm.ssh;

import java.io.ByteArrayOutputStream;

/**
 * The escape sequences of OpenSSH's client: at the start of a line {@code ~.} ends the session and {@code ~~} sends a
 * tilde. Everything else is sent to the remote side.
 */
final class EscapeKeys {
    private boolean atLineStart = true;
    private boolean afterTilde;
    private volatile boolean ended;

    /** Whether the user has typed {@code ~.}. */
    boolean ended() {
        return ended;
    }

    /** Returns what to send to the remote side of the first {@code count} bytes. */
    byte[] pass(byte[] keys, int count) {
        ByteArrayOutputStream passed = new ByteArrayOutputStream(count + 1);
        for (int i = 0; i < count && !ended; i++) {
            pass(keys[i], passed);
        }
        return passed.toByteArray();
    }

    private void pass(byte key, ByteArrayOutputStream passed) {
        if (afterTilde && key == '.') {
            ended = true;
            return;
        }
        if (atLineStart && key == '~' && !afterTilde) {
            afterTilde = true;
            return;
        }
        if (afterTilde && key != '~') {
            passed.write('~');
        }
        afterTilde = false;
        passed.write(key);
        atLineStart = key == '\r' || key == '\n';
    }
}
