package io.jm.cli.command.swarm;

import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.Parallel;
import io.jm.swarm.JoinRequest;
import io.jm.swarm.Roles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings machines into the swarm of a cluster. */
@Command(
        name = "join",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Make a swarm of machines, or bring more of them into it",
        description = {
            "The first run makes the swarm. Later runs bring in the machines that are not in it, repair what",
            "is broken, and give the machines their roles; without anything to do they change nothing.",
            "Without MACHINE, the machines of the group CLUSTER. Machines that are named enter the group.",
            "",
            "Without --managers and --manager, one of up to two machines is a manager, and three are from",
            "three machines on; managers that are there stay. The swarm works as long as more than half of",
            "its managers answer.",
            "",
            "The machines must reach each other at 2377/tcp, 7946/tcp, 7946/udp and 4789/udp."
        },
        footer = {
            "Make a swarm of all machines of the group prod, and a docker context for it",
            "PROGRAM swarm join prod --context",
            "Bring another machine into it",
            "PROGRAM swarm join prod node-6",
            "Let five machines be managers",
            "PROGRAM swarm join prod --managers 5"
        })
final class JoinCommand implements Callable<ExitCode> {
    private static final int MAX_MANAGERS = 99;

    private final Context context;

    @Option(
            names = "--managers",
            defaultValue = "0",
            description = "How many machines are managers; others are demoted")
    private long managers;

    @Option(names = "--manager", description = "A machine that is a manager, in place of a number")
    private List<String> named = new ArrayList<>();

    @Option(
            names = "--advertise",
            defaultValue = "auto",
            description = "The addresses that the nodes tell each other: auto, private, public, the name of a network"
                    + " interface, or a network such as 10.0.0.0/8")
    private String advertise = "auto";

    @Option(names = "--parallel", defaultValue = "8", description = "How many workers join at the same time")
    private long parallel = 8;

    @Option(names = "--context", description = "Also make a docker context of the cluster, which leads to a manager")
    private boolean dockerContext;

    @Option(names = "--plan", description = "Print what would be done, and change nothing")
    private boolean plan;

    @Parameters(arity = "0..*", paramLabel = "CLUSTER [MACHINE...]", description = "The cluster and its machines")
    private List<String> arguments = new ArrayList<>();

    JoinCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        JoinRequest request = request();
        if (plan) {
            context.swarms().plan(request);
        } else {
            context.swarms().join(request);
        }
        return ExitCode.OK;
    }

    private JoinRequest request() {
        if (arguments.isEmpty()) {
            throw new UsageException(
                    "Error: Expected the name of a cluster, and machines if they are not in its group yet");
        }
        if (managers < 0 || managers > MAX_MANAGERS) {
            throw new UsageException("Error: --managers must be a number from 1 to " + MAX_MANAGERS);
        }
        if (managers > 0 && !named.isEmpty()) {
            throw new UsageException("Error: Use --managers or --manager, but not both");
        }
        int atOnce = Parallel.checked(parallel);
        List<String> machines = List.copyOf(new LinkedHashSet<>(arguments.subList(1, arguments.size())));
        return new JoinRequest(
                arguments.get(0),
                machines,
                new Roles((int) managers, List.copyOf(new LinkedHashSet<>(named))),
                advertise,
                atOnce,
                dockerContext);
    }
}
