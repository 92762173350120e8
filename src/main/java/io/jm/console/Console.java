package io.jm.console;

import org.jspecify.annotations.Nullable;

/**
 * Output, log messages, progress and prompts. Every line ends in {@code \n} on all platforms.
 */
public interface Console {
    /** Prints a line of the command's result, always to standard output, with terminal control characters escaped. */
    void result(String line);

    /** Prints exactly this text, without a line feed, always to standard output. */
    void write(String text);

    /** Prints a log message; to standard output unless scripts evaluate that ({@link #infoToStandardError}). */
    void info(String line);

    /** Prints a warning to where {@link #info} prints. */
    void warn(String line);

    /** Prints an error message to standard error. */
    void error(String line);

    /** Prints debug output to standard error, only with {@code --debug}. */
    void debug(String line);

    /** Returns whether {@link #debug} prints anything. */
    boolean debugging();

    /** Shows the progress of a long wait on standard error, only on a terminal outside CI. */
    void progress(String line);

    /** Adds a changing detail, such as an amount, to the line of {@link #progress}, whose time goes on. */
    void progressDetail(String detail);

    /** Erases the line of {@link #progress} from the screen. */
    void clearProgress();

    /** Prints {@code prompt} without a line feed and reads the answer. */
    Answer confirm(String prompt);

    /** Makes {@link #info} and {@link #warn} print to standard error, so that standard output has only the result. */
    void infoToStandardError();

    /** Returns the underlying streams, for a command that passes bytes through. */
    Streams streams();

    /** Flushes the buffers, before a child process inherits the streams and at exit. */
    void flush();

    /** Returns whether nobody reads standard output any more, as after {@code | head}. */
    default boolean outputClosed() {
        return false;
    }

    /** Returns the disk error that prevented writing to standard output; null if there was none. */
    @Nullable
    String outputError();
}
