package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.lifecycle.Power;
import picocli.CommandLine.Command;

/** Kills machines. */
@Command(
        name = "kill",
        headerHeading = HelpGroup.POWER,
        header = "Stop machines by force",
        description = {
            "Switches a machine off without shutting its system down. Without MACHINE, the machine",
            "called \"default\" is used. Several machines are handled at the same time; each is tried,",
            "and the command fails if one of them fails."
        },
        footer = {"Switch a machine off that does not react", "PROGRAM kill box"})
final class KillCommand extends PowerCommand {
    KillCommand(Context context) {
        super(context, Power.Action.KILL);
    }

    @Override
    String done() {
        return "";
    }
}
