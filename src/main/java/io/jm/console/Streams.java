package io.jm.console;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The three bare streams of the process, for a command that passes bytes through.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 */
public record Streams(InputStream in, OutputStream out, OutputStream err) {
    /** Nothing to read, and nobody who listens. */
    public static Streams none() {
        return new Streams(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }
}
