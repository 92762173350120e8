package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.lifecycle.MachineProvisioning;

/** Provisions with what a command was given. */
final class ProvisioningOf {
    private ProvisioningOf() {}

    static MachineProvisioning context(Context context) {
        return new MachineProvisioning(
                context.store().layout(),
                context.ssh(),
                context.certificates(),
                context.console(),
                context.environment(),
                context.ticker());
    }
}
