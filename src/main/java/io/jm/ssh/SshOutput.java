package io.jm.ssh;

import io.jm.os.OutputPair;

/**
 * The result of a remote command whose two outputs are kept apart.
 *
 * @param status the exit status; {@link SshReply#LOST} if a signal ended the command
 * @param out its standard output
 * @param err its standard error
 */
public record SshOutput(int status, String out, String err) {
    static SshOutput of(int status, OutputPair printed) {
        return new SshOutput(status, printed.outText(), printed.errText());
    }
}
