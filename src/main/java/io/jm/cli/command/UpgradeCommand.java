package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.Upgrade;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Upgrades the engines of machines. */
@Command(
        name = "upgrade",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Upgrade the engines of machines",
        description = {
            "Installs the newest version of the engine package that the machine has, and restarts the",
            "engine. Without MACHINE, the machine called \"default\" is used. Several machines are",
            "handled at the same time; each is tried, and the command fails if one of them fails.",
            "",
            "There is no option for a version: it is the newest of the package source that the host is set",
            "to. The one that create installs is the choice of the script of --engine-install-url."
        },
        footer = {"Upgrade the engine of a machine", "PROGRAM upgrade box"})
final class UpgradeCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private GroupOption group = new GroupOption();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    UpgradeCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        List<Machine> targets = machines.several(group.names(context, names));
        Upgrade upgrade = new Upgrade(
                context.provisioning(),
                context.store().layout(),
                context.engine(),
                context.console(),
                context.environment(),
                context.ticker());
        machines.editEach(targets, upgrade::run);
        return ExitCode.OK;
    }
}
