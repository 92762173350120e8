package io.jm.cli.command.swarm;

import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Consent;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a swarm. */
@Command(
        name = "rm",
        headerHeading = HelpGroup.MAINTAIN,
        header = "End a swarm; its machines stay",
        description = {
            "All machines leave the swarm, and its services, networks and secrets are gone. The machines",
            "stay, and stay in their group. The docker context of the cluster is removed."
        },
        footer = {"End a swarm", "PROGRAM swarm rm prod", "Remove its machines then", "PROGRAM rm --group prod"})
final class RemoveCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(names = "-y", description = "Do not ask")
    private boolean yes;

    @Parameters(arity = "0..*", paramLabel = "CLUSTER", description = "The cluster")
    private List<String> names = new ArrayList<>();

    RemoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.size() != 1) {
            throw new UsageException("Error: Expected the name of one cluster as an argument");
        }
        String cluster = names.get(0);
        String question = "End the swarm " + Printable.line(cluster) + " and all its services?";
        if (yes || Consent.given(context.console(), question, "-y")) {
            context.swarms().end(cluster);
        }
        return ExitCode.OK;
    }
}
