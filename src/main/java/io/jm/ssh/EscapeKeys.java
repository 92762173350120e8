package io.jm.ssh;

import java.io.ByteArrayOutputStream;

/**
 * What a user at a terminal says to the client itself, with OpenSSH's keys: at the beginning of a line {@code ~.} ends
 * the session and {@code ~~} is a tilde. Everything else is for the other side.
 */
final class EscapeKeys {
    private boolean lineBegins = true;
    private boolean afterTilde;
    private volatile boolean ended;

    /** Whether the user has ended the session. */
    boolean ended() {
        return ended;
    }

    /** What is for the other side of the first {@code count} keys. */
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
        if (lineBegins && key == '~' && !afterTilde) {
            afterTilde = true;
            return;
        }
        if (afterTilde && key != '~') {
            passed.write('~');
        }
        afterTilde = false;
        passed.write(key);
        lineBegins = key == '\r' || key == '\n';
    }
}
