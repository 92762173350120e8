package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Restarts machines. */
@Command(
        name = "restart",
        headerHeading = HelpGroup.POWER,
        header = "Restart machines",
        description = {
            "Restarts a machine and waits for its SSH server and its engine. Without MACHINE, the",
            "machine called \"default\" is used. Several machines are handled at the same time; each is",
            "tried, and the command fails if one of them fails."
        },
        footer = {"Restart a machine", "PROGRAM restart box"})
final class RestartCommand extends PowerCommand {
    RestartCommand(Context context) {
        super(context, Power.Action.RESTART);
    }

    @Override
    String done() {
        return "Restarted";
    }
}
