package io.jm.checkup;

import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.driver.Driver;
import io.jm.lifecycle.SshConfigFile;
import io.jm.machine.Machine;
import java.util.List;

/**
 * Finds that the store's ssh_config does not have a machine, or has another address, user, port or key than the driver names.
 *
 * @param network whether the driver may be asked for the address; else only a missing machine is found
 */
record SshConfigSection(CheckupParts parts, Machine machine, Driver driver, boolean network) implements Check {
    @Override
    public String id() {
        return "sshconfig.stale";
    }

    @Override
    public void run(Findings findings) {
        SshConfigFile file = parts.sshConfig();
        if (!file.exists()) {
            return;
        }
        boolean missing = !file.sections().containsKey(machine.name());
        if (missing || network && !file.isUpToDate(machine, driver)) {
            findings.fixable(
                    id(),
                    Level.WARNING,
                    file.path() + (missing ? " does not have it" : " is out of date") + ": ssh may not reach it",
                    new Fix("bring \"" + machine.name() + "\" up to date in " + file.path(), this::renew));
        } else if (network) {
            findings.ok(id(), "its block for ssh");
        }
    }

    /** Each change of a machine brings its section up to date. */
    private void renew() {
        parts.machines().editNamed(List.of(machine.name()), (changed, opened) -> {});
    }
}
