package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Stops machines. */
@Command(name = "stop", header = "Stop a machine", description = "Argument(s) are one or more machine names.")
final class StopCommand extends PowerCommand {
    StopCommand(Context context) {
        super(context, Power.Action.STOP);
    }

    @Override
    String done() {
        return "";
    }
}
