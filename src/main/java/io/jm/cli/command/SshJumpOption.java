package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.driver.Driver;
import io.jm.ssh.JumpHost;

/** The value of the option {@code --ssh-jump}. */
final class SshJumpOption {
    private SshJumpOption() {}

    /**
     * Refuses jump hosts for a machine on this computer.
     *
     * @param recorded empty for none
     */
    static void refuse(String recorded, String driverName, Driver driver) {
        if (!recorded.isEmpty() && driver.runsHere()) {
            throw new JmException("--ssh-jump: a machine of the driver \"" + driverName
                    + "\" runs on this computer, to which no jump host leads");
        }
    }

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
