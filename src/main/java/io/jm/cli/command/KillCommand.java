package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Kills machines. */
@Command(name = "kill", header = "Kill a machine", description = "Argument(s) are one or more machine names.")
final class KillCommand extends PowerCommand {
    KillCommand(Context context) {
        super(context, Power.Action.KILL);
    }

    @Override
    String done() {
        return "";
    }
}
