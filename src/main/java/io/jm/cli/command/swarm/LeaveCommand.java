package io.jm.cli.command.swarm;

import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Consent;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes machines out of their swarms. */
@Command(
        name = "leave",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Take machines out of their swarm",
        description = {
            "The services of the swarm go on on the other machines. The machines stay, and are in no group",
            "any more, since a cluster is a group; 'set --group GROUP MACHINE' puts one back. A manager that",
            "the swarm needs stays in it, and so does the last one: swarm rm ends a swarm.",
            "",
            "With --force, a machine that does not answer any more is taken off the list of nodes, and a",
            "needed manager goes too, or one that is in another swarm."
        },
        footer = {
            "Take a machine out of its swarm",
            "PROGRAM swarm leave node-5",
            "Take one off the list that is gone for good",
            "PROGRAM swarm leave --force node-5"
        })
final class LeaveCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--force", "-f"},
            description = "Also machines that do not answer, and managers that the swarm needs; implies -y")
    private boolean force;

    @Option(names = "-y", description = "Do not ask")
    private boolean yes;

    @Parameters(arity = "0..*", paramLabel = "MACHINE...", description = "The machines")
    private List<String> names = new ArrayList<>();

    LeaveCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.isEmpty()) {
            throw new UsageException("Error: Expected to get one or more machine names as arguments");
        }
        List<String> machines = List.copyOf(new LinkedHashSet<>(names));
        context.machines().several(machines);
        String question = "Take " + String.join(", ", machines) + " out of the swarm?";
        boolean asks = !force && !yes && context.swarms().mayHave(machines);
        if (!asks || Consent.given(context.console(), question, "-y")) {
            context.swarms().leave(machines, force);
        }
        return ExitCode.OK;
    }
}
