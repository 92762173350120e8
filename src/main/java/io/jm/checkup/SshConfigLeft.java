package io.jm.checkup;

import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.lifecycle.SshConfigFile;
import io.jm.text.Printable;
import java.util.List;

/**
 * Finds machines in the store's ssh_config that do not exist any more: docker-machine, which does not know the file, removed
 * them.
 *
 * @param names the machines of the store
 */
record SshConfigLeft(SshConfigFile file, List<String> names) implements Check {
    @Override
    public String id() {
        return "sshconfig.stale";
    }

    @Override
    public void run(Findings findings) {
        if (!file.exists()) {
            return;
        }
        int before = findings.count();
        for (String name : file.sections().keySet()) {
            if (!names.contains(name)) {
                String shown = Printable.line(name);
                findings.fixable(
                        id(),
                        Level.WARNING,
                        file.path() + " has the machine \"" + shown + "\", which does not exist",
                        new Fix("remove \"" + shown + "\" from " + file.path(), () -> file.removing(name)));
            }
        }
        if (findings.isStill(before)) {
            findings.ok(id(), "ssh knows no machine that is gone");
        }
    }
}
