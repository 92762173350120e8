package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Restarts machines. */
@Command(name = "restart", header = "Restart a machine", description = "Argument(s) are one or more machine names.")
final class RestartCommand extends PowerCommand {
    RestartCommand(Context context) {
        super(context, Power.Action.RESTART);
    }

    @Override
    String done() {
        return "Restarted";
    }
}
