package io.jm.ssh;

/**
 * What a remote command left behind.
 *
 * @param status its exit status; 255 if a signal or a lost connection ended it
 * @param output standard output and standard error, merged as they came
 */
public record SshReply(int status, String output) {
    public boolean succeeded() {
        return status == 0;
    }
}
