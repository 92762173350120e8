package io.jm.ssh;

/**
 * The result of a remote command.
 *
 * @param status the exit status; 255 if a signal or a lost connection ended the command
 * @param output standard output and standard error, merged in the order of arrival
 */
public record SshReply(int status, String output) {
    public boolean succeeded() {
        return status == 0;
    }
}
