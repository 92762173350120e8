package io.jm.cli.command;

import io.jm.access.CopyPlaces;
import io.jm.cli.Context;
import io.jm.drivers.SshTargets;
import io.jm.ssh.TerminalPassphrases;
import io.jm.ssh.client.SshClients;

/** What the commands that reach into a machine share. */
final class SshOf {
    private SshOf() {}

    static SshClients clients(Context context) {
        return new SshClients(
                context.environment(),
                context.console(),
                new TerminalPassphrases(),
                context.globals().nativeSsh());
    }

    static SshTargets targets(Context context) {
        return new SshTargets(context.store().layout(), context.environment());
    }

    static CopyPlaces places(Context context) {
        return new CopyPlaces(context.store(), Opening.of(context), targets(context));
    }
}
