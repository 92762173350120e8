package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.lifecycle.SshConfigFile;
import io.jm.os.IoReason;
import io.jm.ssh.UserSshInclude;
import java.io.IOException;
import java.nio.file.Path;

/** Finds that ~/.ssh/config does not include the store's ssh_config, or not at its top, where it would hold for all hosts. */
record SshConfigInclude(SshConfigFile file, Path home) implements Check {
    @Override
    public String id() {
        return "sshconfig.include";
    }

    @Override
    public void run(Findings findings) {
        if (!file.exists()) {
            return;
        }
        UserSshInclude include = new UserSshInclude(home, file.path());
        try {
            if (include.isThere()) {
                findings.ok(id(), include.config() + " includes the machines");
                return;
            }
        } catch (IOException e) {
            findings.error(id(), "open " + include.config() + ": " + IoReason.of(e), null);
            return;
        }
        findings.fixable(
                id(),
                Level.WARNING,
                include.config() + " does not include " + file.path() + " at its top: ssh does not know the machines",
                new Fix("include " + file.path() + " at the top of " + include.config(), () -> add(include)));
    }

    private static void add(UserSshInclude include) {
        try {
            include.add();
        } catch (IOException e) {
            throw new JmException("write " + include.config() + ": " + IoReason.of(e), e);
        }
    }
}
