package io.jm.cli.command.context;

import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.dockercli.ContextName;
import io.jm.lifecycle.Contexts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the context of a machine docker's current one. */
@Command(
        name = "use",
        headerHeading = HelpGroup.CONNECT,
        header = "Make the context of a machine docker's current one",
        description = {
            "docker uses the current context in every shell, unless DOCKER_HOST, DOCKER_CONTEXT or one of",
            "docker's options name another engine. The context is created if the machine has none. That of",
            "a swarm leads to a manager that answers."
        },
        footer = {
            "Let docker use a machine",
            "PROGRAM context use box",
            "Let docker use the engine of this computer again",
            "PROGRAM context use --unset"
        })
final class UseCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--unset", "-u"},
            description = "Go back to docker's context \"default\"")
    private boolean unset;

    @Parameters(
            arity = "0..*",
            paramLabel = "MACHINE",
            description = "The machine, the cluster, or a context that jm made")
    private List<String> names = new ArrayList<>();

    UseCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (unset && !names.isEmpty()) {
            throw new UsageException("Error: --unset goes back to the default and needs no machine");
        }
        if (!unset && names.size() != 1) {
            throw new UsageException("Error: Expected one machine name as an argument");
        }
        Contexts contexts = context.contexts();
        String name = unset ? ContextName.DEFAULT : contextOf(names.get(0), contexts);
        context.console().result(name);
        new ContextUse(context, contexts).use(name);
        return ExitCode.OK;
    }

    /** The machine's first context; it is made if there is none. */
    private String contextOf(String name, Contexts contexts) {
        if (contexts.own().isOfSwarm(name)) {
            String cluster = context.swarms().ofContext(name);
            return cluster == null ? name : context.swarms().context(cluster);
        }
        if (!context.store().exists(name) && contexts.own().machineOf(name) != null) {
            return name;
        }
        List<String> used = new ArrayList<>();
        context.machines().editNamed(List.of(name), (machine, driver) -> {
            List<String> recorded = contexts.own().recorded(name);
            String first = recorded.isEmpty() ? contexts.own().freeName(name, null) : recorded.get(0);
            contexts.write(machine, driver, first);
            used.add(first);
        });
        return used.get(0);
    }
}
