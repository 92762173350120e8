package io.jm.plugin;

import io.jm.os.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the lines that a program prints; a line that exceeds the maximum length is split. */
final class OutputLines {
    private static final int BUFFER_BYTES = 8192;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;

    OutputLines(InputStream in) {
        this.in = in;
    }

    /** Returns the next line without its line end, or null after the last one. */
    @Nullable
    String next() throws IOException {
        return next(Limits.PLUGIN_LINE);
    }

    /** Returns at most {@code max} bytes of the next line; the rest is returned as the following line. */
    @Nullable
    String next(int max) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < max) {
            if (from == to) {
                from = 0;
                to = Math.max(in.read(buffer), 0);
                if (to == 0) {
                    return line.size() == 0 ? null : text(line);
                }
            }
            int last = Math.min(to, from + max - line.size());
            int end = from;
            while (end < last && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, end - from);
            boolean complete = end < last;
            from = complete ? end + 1 : end;
            if (complete) {
                return text(line);
            }
        }
        return text(line);
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
