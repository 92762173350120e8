package io.jm.base;

/**
 * The status with which jm ends.
 *
 * @param value the number handed to the operating system, 0 to 255
 */
public record ExitCode(int value) {
    public static final ExitCode OK = new ExitCode(0);
    public static final ExitCode FAILED = new ExitCode(1);
    /** A driver's pre-create check refused the machine. */
    public static final ExitCode PRE_CREATE_FAILED = new ExitCode(3);
    /** The user interrupted the command. */
    public static final ExitCode INTERRUPTED = new ExitCode(130);
}
