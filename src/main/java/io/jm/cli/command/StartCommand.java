package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Starts machines. */
@Command(
        name = "start",
        headerHeading = HelpGroup.POWER,
        header = "Start machines",
        description = {
            "Starts a machine and waits for its SSH server and its engine. Its address may have",
            "changed. Without MACHINE, the machine called \"default\" is used. Several machines are",
            "handled at the same time; each is tried, and the command fails if one of them fails."
        },
        footer = {"Start a machine", "PROGRAM start box"})
final class StartCommand extends PowerCommand {
    StartCommand(Context context) {
        super(context, Power.Action.START);
    }

    @Override
    String done() {
        return "Started";
    }
}
