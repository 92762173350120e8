package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Stops machines. */
@Command(
        name = "stop",
        headerHeading = HelpGroup.POWER,
        header = "Stop machines",
        description = {
            "Shuts the system of a machine down. Without MACHINE, the machine called \"default\" is",
            "used. Several machines are handled at the same time; each is tried, and the command",
            "fails if one of them fails."
        },
        footer = {"Stop a machine", "PROGRAM stop box"})
final class StopCommand extends PowerCommand {
    StopCommand(Context context) {
        super(context, Power.Action.STOP);
    }

    @Override
    String done() {
        return "";
    }
}
