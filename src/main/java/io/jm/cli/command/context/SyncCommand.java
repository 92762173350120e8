package io.jm.cli.command.context;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.OwnContexts;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings contexts up to date. */
@Command(
        name = "sync",
        headerHeading = HelpGroup.CONNECT,
        header = "Bring docker contexts up to date",
        description = {
            "Writes the docker contexts of machines again, with their addresses and certificates of now,",
            "and prints their names. Without MACHINE, all contexts that jm made in this store. jm does",
            "this by itself when it changes a machine: this is for changes that happened without jm."
        },
        footer = {"Bring all contexts up to date", "PROGRAM context sync"})
final class SyncCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    SyncCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        Contexts contexts = context.contexts();
        List<String> machines = names.isEmpty() ? all(contexts.own()) : names;
        Map<String, List<String>> written = new ConcurrentHashMap<>();
        try {
            context.machines().editNamed(machines, (machine, driver) -> {
                List<String> own = contexts.own().of(machine.name());
                own.forEach(name -> contexts.write(machine, driver, name));
                written.put(machine.name(), own);
            });
        } finally {
            new TreeMap<>(written).values().forEach(own -> own.forEach(context.console()::result));
        }
        if (names.isEmpty()) {
            followSwarms(contexts.own());
        }
        return ExitCode.OK;
    }

    /** The manager to which a context leads may have gone. */
    private void followSwarms(OwnContexts contexts) {
        for (String name : contexts.ofSwarms()) {
            String cluster = context.swarms().ofContext(name);
            if (cluster != null) {
                context.swarms().context(cluster);
            }
        }
    }

    private List<String> all(OwnContexts contexts) {
        List<String> machines = new ArrayList<>();
        TreeSet<String> found = new TreeSet<>(contexts.machines());
        for (String name : context.store().names()) {
            if (contexts.hasRecorded(name)) {
                found.add(name);
            }
        }
        for (String name : found) {
            if (context.store().exists(name)) {
                machines.add(name);
            } else {
                context.console()
                        .error("There is no machine \"" + Printable.line(name)
                                + "\" any more. Its contexts are removed by: "
                                + context.environment().program() + " context rm " + Printable.line(name));
            }
        }
        return machines;
    }
}
