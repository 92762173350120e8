package io.jm.cli.command.context;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.lifecycle.Contexts;
import io.jm.store.MachineLock;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes contexts. */
@Command(
        name = "rm",
        headerHeading = HelpGroup.CONNECT,
        header = "Remove docker contexts of machines",
        description = {
            "Removes docker contexts that jm made, and prints their names. NAME is a context, or a",
            "machine, whose contexts are all removed. The machine itself stays."
        },
        footer = {"Remove the context of a machine", "PROGRAM context rm box"})
final class RemoveCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "NAME...", description = "Contexts or machines")
    private List<String> names = new ArrayList<>();

    RemoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (names.isEmpty()) {
            throw new UsageException("Error: Expected to get one or more contexts or machines as arguments");
        }
        Contexts contexts = context.contexts();
        List<JmException> errors = new ArrayList<>();
        for (String name : names) {
            try {
                remove(name, contexts);
            } catch (JmException e) {
                errors.add(e);
            }
        }
        if (!errors.isEmpty()) {
            throw JmException.ofAll(errors);
        }
        return ExitCode.OK;
    }

    private void remove(String name, Contexts contexts) {
        String machine = contexts.own().machineOf(name);
        if (machine != null) {
            remove(machine, List.of(name), contexts);
            return;
        }
        List<String> own = contexts.own().of(name);
        if (own.isEmpty() && contexts.own().isForeign(name)) {
            throw new JmException("jm did not make the docker context \"" + Printable.line(name)
                    + "\". Remove it with: docker context rm " + Printable.line(name));
        }
        if (own.isEmpty()) {
            throw new JmException("There is no docker context \"" + Printable.line(name)
                    + "\", and no machine of that name that has one");
        }
        remove(name, own, contexts);
    }

    /** The machine may be gone. */
    private void remove(String machine, List<String> own, Contexts contexts) {
        try (MachineLock held = lock(machine)) {
            contexts.remove(own).forEach(context.console()::result);
            if (held != null) {
                own.forEach(name -> contexts.own().forget(machine, name));
            }
        }
    }

    private @Nullable MachineLock lock(String machine) {
        return context.store().exists(machine) ? context.store().lock(machine) : null;
    }
}
