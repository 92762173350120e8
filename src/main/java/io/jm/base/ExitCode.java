package io.jm.base;

/**
 * The exit status of jm.
 *
 * @param value the number the operating system receives, 0 to 255
 */
public record ExitCode(int value) {
    public static final ExitCode OK = new ExitCode(0);
    public static final ExitCode FAILED = new ExitCode(1);
    /** A driver's pre-create check failed. */
    public static final ExitCode PRE_CREATE_FAILED = new ExitCode(3);
    /** There was no connection to the machine, as of ssh. */
    public static final ExitCode NO_CONNECTION = new ExitCode(255);
    /** The user interrupted the command. */
    public static final ExitCode INTERRUPTED = new ExitCode(130);
}
