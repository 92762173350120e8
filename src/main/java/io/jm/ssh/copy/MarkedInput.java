package io.jm.ssh.copy;

import io.jm.os.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The output of a script, which a marker precedes and follows. Anything outside the markers was printed by the login
 * shell. After the second marker come the script's exit status and a semicolon.
 */
final class MarkedInput extends InputStream {
    private static final int CHUNK = 64 * 1024;
    private static final int MAX_STATUS_DIGITS = 3;

    private final InputStream lower;
    private final byte[] marker;
    private final ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;
    private boolean lowerEnded;
    private boolean started;
    private @Nullable Integer status;

    /**
     * Wraps the output of a login shell.
     *
     * @param marker ASCII text that the script prints before and after its output
     */
    MarkedInput(InputStream lower, String marker) {
        this.lower = lower;
        this.marker = marker.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!skipGreeting()) {
            return -1;
        }
        while (status == null) {
            int found = find();
            int sure = found - start;
            if (sure > 0) {
                int count = Math.min(length, sure);
                System.arraycopy(buffer, start, into, offset, count);
                start += count;
                return count;
            }
            if (isMarkerAt(found)) {
                start += marker.length;
                readStatus();
            } else if (!fill()) {
                return -1;
            }
        }
        return -1;
    }

    /** Skips the greeting of the login shell; returns false if the script never started. */
    private boolean skipGreeting() throws IOException {
        while (!started) {
            int found = find();
            greeting.write(buffer, start, found - start);
            start = found;
            if (greeting.size() > Limits.HOST_ERRORS) {
                throw new IOException(
                        "the login shell printed more than " + (Limits.HOST_ERRORS >> 10) + " KiB before the command");
            }
            if (isMarkerAt(found)) {
                started = true;
                start += marker.length;
            } else if (!fill()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the index of the next marker, or of a partial one at the end of the buffer, or else the end of the
     * buffer.
     */
    private int find() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == marker[0] && couldBeMarkerAt(i)) {
                return i;
            }
        }
        return end;
    }

    private boolean couldBeMarkerAt(int at) {
        int length = Math.min(marker.length, end - at);
        for (int i = 1; i < length; i++) {
            if (buffer[at + i] != marker[i]) {
                return false;
            }
        }
        // at the end of the input a partial marker stays partial
        return length == marker.length || !lowerEnded;
    }

    private boolean isMarkerAt(int at) {
        return at + marker.length <= end && couldBeMarkerAt(at);
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (lowerEnded) {
            return false;
        }
        int count = lower.read(buffer, end, buffer.length - end);
        if (count < 0) {
            lowerEnded = true;
            // a partial marker at the end is content
            return end > start;
        }
        end += count;
        return true;
    }

    private void readStatus() throws IOException {
        int value = 0;
        for (int i = 0; i <= MAX_STATUS_DIGITS; i++) {
            if (start == end && !fill()) {
                return;
            }
            int digit = buffer[start++] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = 10 * value + digit;
        }
        status = value;
    }

    /** Reads to the end and discards the output. */
    void skipRest() throws IOException {
        byte[] discarded = new byte[CHUNK];
        while (read(discarded, 0, discarded.length) >= 0) {
            continue;
        }
    }

    /** Whether the script was started at all. */
    boolean hasStarted() {
        return started;
    }

    /** Returns what the login shell printed before the script started. */
    String greeting() {
        return greeting.toString(StandardCharsets.UTF_8);
    }

    /** Returns the script's exit status; null if the script did not finish. */
    @Nullable
    Integer status() {
        return status;
    }
}
