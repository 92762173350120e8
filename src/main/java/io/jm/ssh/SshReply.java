package io.jm.ssh;

/**
 * The result of a remote command.
 *
 * @param status the exit status; {@link #LOST} if a signal or a lost connection ended the command
 * @param output standard output and standard error, merged in the order of arrival
 */
public record SshReply(int status, String output) {
    /** The exit status of a command without one of its own, as of OpenSSH. */
    public static final int LOST = 255;

    public boolean succeeded() {
        return status == 0;
    }

    /** Whether a signal or a lost connection ended the command. */
    public boolean isLost() {
        return status == LOST;
    }
}
