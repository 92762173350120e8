package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.console.Answer;
import io.jm.console.Console;
import io.jm.lifecycle.Removal;
import io.jm.machine.ExtrasFile;
import io.jm.os.Setting;
import io.jm.store.MachineStore;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes machines. */
@Command(
        name = "rm",
        headerHeading = HelpGroup.CREATE,
        header = "Remove machines",
        description = {
            "Removes the instance at the provider and the record in the store, after a question. A",
            "machine of the driver none or generic has no instance: only its record is removed, and its host",
            "stays as it is, with the engine and its containers."
        },
        footer = {
            "Remove two machines without being asked",
            "PROGRAM rm -y box other",
            "Forget a machine whose provider is gone",
            "PROGRAM rm --force box",
            "Forget a machine that another user goes on to use",
            "PROGRAM rm --forget box",
            "Remove what was deleted at the providers, after a question",
            "PROGRAM rm --gone"
        },
        exitCodeList = {
            "0:The machines were removed, or the answer was not yes; with --force also if an instance was not removed",
            "1:The command failed, or its arguments are wrong; with --force if an instance was not removed only if "
                    + Setting.Names.STRICT_RM + " is 1"
        })
final class RmCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--force", "-f"},
            description = "Remove the record even if the instance cannot be removed; implies -y")
    private boolean force;

    @Option(names = "-y", description = "Do not ask")
    private boolean yes;

    @Option(
            names = "--forget",
            order = Addition.OPTION,
            description = "Remove the record only; the instance goes on to run, and costs what it costs")
    private boolean forget;

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(
            names = "--gone",
            order = Addition.OPTION,
            description = "Remove those machines that their providers no longer have; without MACHINE, of all machines")
    private boolean gone;

    @Parameters(arity = "0..*", paramLabel = "MACHINE...", description = "The machines")
    private List<String> names = new ArrayList<>();

    RmCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        names = group.names(context, names);
        if (gone) {
            removeGone();
            return ExitCode.OK;
        }
        if (names.isEmpty()) {
            throw new UsageException("Error: Expected to get one or more machine names as arguments");
        }
        Console console = context.console();
        Instances instances = new Instances(context);
        console.info("About to " + (forget ? "forget " : "remove ") + String.join(", ", names));
        console.warn(
                forget
                        ? "WARNING: Their instances stay, and jm will not know them any more."
                        : instances.warning(names));
        warnOfImported(instances);
        if (!force && !yes) {
            Answer answer = console.confirm("Are you sure? (y/n): ");
            if (answer == Answer.END_OF_INPUT) {
                console.error("Nothing removed: there was no answer. Use -y to remove without being asked.");
            }
            if (answer != Answer.YES) {
                return ExitCode.OK;
            }
        }
        if (!forget && !context.environment().calledAsDockerMachine() && haveGroup()) {
            context.swarms().leaveForRemoval(names, force);
        }
        Removal removal = context.removal(force);
        List<JmException> errors = forget ? removal.forget(names) : removed(removal);
        if (errors.isEmpty()) {
            return ExitCode.OK;
        }
        if (!force) {
            throw JmException.ofAll(errors);
        }
        boolean strict = context.environment().get(Setting.STRICT_RM).equals("1");
        return strict ? ExitCode.FAILED : ExitCode.OK;
    }

    private void removeGone() {
        if (force || forget) {
            throw new UsageException("Error: --gone asks the providers, and goes without --force and --forget");
        }
        new RemoveGone(context, yes)
                .run(names.isEmpty() ? context.store().names() : List.copyOf(new LinkedHashSet<>(names)));
    }

    /** A group may have many machines, and docker-machine has no groups; it removes one after the other. */
    private List<JmException> removed(Removal removal) {
        return group.isGiven() ? removal.removeAtOnce(names) : removal.remove(names);
    }

    /** Only machines of a group can be in a swarm that jm made. */
    private boolean haveGroup() {
        return names.stream().anyMatch(name -> !extra(name, ExtrasFile::group).isEmpty());
    }

    /** A machine that was imported may have other users, whom its removal would surprise. */
    private void warnOfImported(Instances instances) {
        if (forget || context.environment().calledAsDockerMachine()) {
            return;
        }
        for (String name : names) {
            String from = extra(name, ExtrasFile::importedFrom);
            if (!from.isEmpty() && instances.has(name)) {
                context.console()
                        .warn("WARNING: \"" + name + "\" was imported from " + Printable.line(from)
                                + ": this removes it for everybody, --forget only here.");
            }
        }
    }

    private String extra(String name, Function<ExtrasFile, String> value) {
        try {
            MachineStore store = context.store();
            return store.exists(name)
                    ? value.apply(new ExtrasFile(store.layout().extras(name)))
                    : "";
        } catch (JmException e) {
            // the removal reports it, or removes the broken file too
            return "";
        }
    }
}
