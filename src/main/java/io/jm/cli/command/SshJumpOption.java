package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.ssh.JumpHost;

/** The value of the option {@code --ssh-jump}. */
final class SshJumpOption {
    private SshJumpOption() {}

    /**
     * Returns what is recorded for a value; an empty text for none.
     *
     * @throws UsageException if it is not a list of hosts
     */
    static String recorded(String value) {
        if (value.isEmpty() || value.equals("none")) {
            return "";
        }
        try {
            return JumpHost.text(JumpHost.parse(value));
        } catch (JmException e) {
            throw new UsageException("Error: --ssh-jump: " + e.getMessage());
        }
    }
}
