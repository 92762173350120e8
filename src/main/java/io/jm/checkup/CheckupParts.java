package io.jm.checkup;

import io.jm.base.Ticker;
import io.jm.certs.CertificateList;
import io.jm.console.Console;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.SshConfigFile;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.ssh.SshExecutors;
import io.jm.store.MachineStore;
import java.util.function.Supplier;

/**
 * What the checks look at.
 *
 * @param contexts docker's contexts; fails if the home directory is not known
 */
public record CheckupParts(
        MachineStore store,
        MachineDrivers machineDrivers,
        Machines machines,
        CertificateList certificates,
        Supplier<Contexts> contexts,
        SshExecutors ssh,
        SshTargets sshTargets,
        SshConfigFile sshConfig,
        Console console,
        Environment environment,
        Ticker ticker) {
    StoreLayout layout() {
        return store.layout();
    }
}
