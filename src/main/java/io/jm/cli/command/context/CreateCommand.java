package io.jm.cli.command.context;

import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.MachineSelection;
import io.jm.lifecycle.Contexts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes docker contexts for machines. */
@Command(
        name = "create",
        headerHeading = HelpGroup.CONNECT,
        header = "Make docker contexts for machines",
        description = {
            "Writes a docker context with the address and the certificates of each machine, and prints",
            "its name. The name is the machine's; a machine whose name docker refuses (\"default\", or a",
            "single character) gets jm-MACHINE. A context that is there already is brought up to date.",
            "With --ssh, docker reaches the engine through your ssh program, also where the engine's port",
            "is closed; ssh must know the machine, see ssh-config."
        },
        footer = {
            "Make a context; docker --context box then uses it",
            "PROGRAM context create box",
            "Make one that goes through ssh, after PROGRAM ssh-config --write",
            "PROGRAM context create box --ssh",
            "Make one with another name, and make it docker's current context",
            "PROGRAM context create box --name work --use"
        })
final class CreateCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private MachineSelection selection = new MachineSelection();

    @Option(names = "--name", description = "Name of the context, for one machine")
    private @Nullable String wanted;

    @Option(names = "--ssh", description = "Let docker reach the engine through ssh, which must know the machine")
    private boolean ssh;

    @Option(names = "--use", description = "Also make it docker's current context, for one machine")
    private boolean use;

    CreateCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        List<String> machines = selection.names(context);
        if (machines.size() > 1 && (wanted != null || use)) {
            throw new UsageException("Error: " + (wanted == null ? "--use" : "--name") + " is for one machine, not for "
                    + machines.size());
        }
        Contexts contexts = context.contexts();
        Map<String, String> made = new ConcurrentHashMap<>();
        try {
            context.machines().editNamed(machines, (machine, driver) -> {
                String free = contexts.own().freeName(machine.name(), wanted);
                if (ssh) {
                    contexts.writeOverSsh(machine, free);
                } else {
                    contexts.writeUrl(machine, driver, free);
                }
                made.put(machine.name(), free);
            });
        } finally {
            for (String machine : machines) {
                String name = made.get(machine);
                if (name != null) {
                    context.console().result(name);
                }
            }
        }
        if (use) {
            made.values().forEach(new ContextUse(context, contexts)::use);
        }
        return ExitCode.OK;
    }
}
