package io.jm.ssh.copy;

import io.jm.os.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a script prints, between the mark before it and the mark behind it. What is outside of those was printed by the
 * login, which may greet whoever comes. Behind the second mark stand the script's exit status and a semicolon.
 */
public final class MarkedInput extends InputStream {
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_STATUS = 3;

    private final InputStream lower;
    private final byte[] mark;
    private final ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;
    private boolean lowerEnded;
    private boolean begun;
    private @Nullable Integer status;

    public MarkedInput(InputStream lower, String mark) {
        this.lower = lower;
        this.mark = mark.getBytes(StandardCharsets.US_ASCII);
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
        if (!begin()) {
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
            if (isMarkAt(found)) {
                start += mark.length;
                readStatus();
            } else if (!fill()) {
                return -1;
            }
        }
        return -1;
    }

    /** Passes over the login's greeting; false if the script never began. */
    private boolean begin() throws IOException {
        while (!begun) {
            int found = find();
            greeting.write(buffer, start, found - start);
            start = found;
            if (greeting.size() > Limits.HOST_ERRORS) {
                throw new IOException("the login printed more than " + (Limits.HOST_ERRORS >> 10) + " KiB by itself");
            }
            if (isMarkAt(found)) {
                begun = true;
                start += mark.length;
            } else if (!fill()) {
                return false;
            }
        }
        return true;
    }

    /** The place of the next mark, or of what may become one when more has arrived, or the end of what is there. */
    private int find() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == mark[0] && couldBeMarkAt(i)) {
                return i;
            }
        }
        return end;
    }

    private boolean couldBeMarkAt(int at) {
        int length = Math.min(mark.length, end - at);
        for (int i = 1; i < length; i++) {
            if (buffer[at + i] != mark[i]) {
                return false;
            }
        }
        // no more will come to complete it
        return length == mark.length || !lowerEnded;
    }

    private boolean isMarkAt(int at) {
        return at + mark.length <= end && couldBeMarkAt(at);
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
            // what looked like the beginning of a mark is content after all
            return end > start;
        }
        end += count;
        return true;
    }

    private void readStatus() throws IOException {
        int value = 0;
        for (int i = 0; i <= LONGEST_STATUS; i++) {
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

    /** Reads to the end and keeps nothing. */
    void skipRest() throws IOException {
        byte[] nothing = new byte[CHUNK];
        while (read(nothing, 0, nothing.length) >= 0) {
            continue;
        }
    }

    /** Whether the script was run at all. */
    public boolean hasBegun() {
        return begun;
    }

    /** What the login printed before the script began. */
    public String greeting() {
        return greeting.toString(StandardCharsets.UTF_8);
    }

    /** The script's exit status; null if it did not come to its end. */
    @Nullable
    public Integer status() {
        return status;
    }
}
