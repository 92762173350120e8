package io.jm.console;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The three standard streams of the process, for a command that passes bytes through.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 */
public record Streams(InputStream in, OutputStream out, OutputStream err) {}
