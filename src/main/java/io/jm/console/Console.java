package io.jm.console;

import org.jspecify.annotations.Nullable;

/**
 * The user's ear and mouth. Every line ends in {@code \n}; nothing is lost when the process ends normally.
 */
public interface Console {
    /** A line of what a script reads; always on standard output, and without a character that controls a terminal. */
    void result(String line);

    /** Exactly this text, without a line end of its own; always on standard output. */
    void write(String text);

    /** Tells a person what happens; on standard output unless the command's output is evaluated. */
    void info(String line);

    /** Tells a person what is not quite right; goes where {@link #info} goes. */
    void warn(String line);

    /** One sentence of trouble; on standard error. */
    void error(String line);

    /** A remark for whoever supports jm; on standard error, only when debugging. */
    void debug(String line);

    /** Whether {@link #debug} goes anywhere. */
    boolean debugging();

    /** A short-lived status of a long wait; on standard error, only on a terminal outside CI. */
    void progress(String line);

    /** Takes back what {@link #progress} left on the screen. */
    void clearProgress();

    /** Prints {@code prompt} without a line end and reads the answer. */
    Answer confirm(String prompt);

    /** From now on {@link #info} and {@link #warn} go to standard error, so that standard output can be evaluated. */
    void narrateOnStandardError();

    /** The bare streams below, for a command that passes bytes through; a console without any has empty ones. */
    default Streams streams() {
        return Streams.none();
    }

    /** Hands on everything buffered, before a child process inherits the streams and at the end. */
    void flush();

    /** Why standard output did not take everything, if its disk is at fault; null if nothing is known to be lost. */
    default @Nullable String lost() {
        return null;
    }
}
