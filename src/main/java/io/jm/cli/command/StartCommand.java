package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Starts machines. */
@Command(name = "start", header = "Start a machine", description = "Argument(s) are one or more machine names.")
final class StartCommand extends PowerCommand {
    StartCommand(Context context) {
        super(context, Power.Action.START);
    }

    @Override
    String done() {
        return "Started";
    }
}
