package io.jm.cli.command;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.text.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a host that exists is one of the machines already: to create another one of it would rename the host and
 * replace its engine's certificate. Only recorded addresses are compared, nothing is contacted.
 */
final class SameHost {
    private final Context context;

    SameHost(Context context) {
        this.context = context;
    }

    /**
     * Refuses such a host; with docker-machine's defaults, which accept it, only warns.
     *
     * @param driver of the new machine
     * @param sshJump the hosts through which SSH goes to it; behind others the same address is another host
     */
    void refuse(Driver driver, String sshJump) {
        String address = driver.capabilities().existingHost() ? address(driver) : null;
        String other = address == null ? null : other(driver, address, sshJump);
        if (other == null) {
            return;
        }
        String program = context.environment().program();
        String message = "The host " + address + " is the machine \"" + other + "\" already";
        if (context.environment().usesDockerMachineDefaults()) {
            context.console().error("Warning: " + message + ": it is renamed, and its engine gets another certificate");
            return;
        }
        throw new JmException(
                message + ": use that, or forget it first with \"" + program + " rm --forget " + other + "\"",
                ErrorCode.EXISTS,
                null);
    }

    private @Nullable String other(Driver driver, String address, String sshJump) {
        for (String name : context.store().names()) {
            if (isAt(name, driver, address, sshJump)) {
                return name;
            }
        }
        return null;
    }

    private boolean isAt(String name, Driver driver, String address, String sshJump) {
        try {
            Machine machine = context.store().load(name);
            if (!machine.driverName().equals(driver.driverName())
                    || !new ExtrasFile(context.store().layout().extras(name))
                            .sshJump()
                            .equals(sshJump)) {
                return false;
            }
            try (Driver recorded = context.machineDrivers().open(machine)) {
                return address.equals(address(recorded));
            }
        } catch (JmException e) {
            // an unreadable machine is at no host
            return false;
        }
    }

    private static @Nullable String address(Driver driver) {
        try {
            return HostPort.join(driver.sshHostname(), driver.sshPort());
        } catch (JmException e) {
            return null;
        }
    }
}
