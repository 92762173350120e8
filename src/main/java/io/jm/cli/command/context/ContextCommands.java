package io.jm.cli.command.context;

import io.jm.cli.Addition;
import io.jm.cli.CommandGroup;
import io.jm.cli.CommandName;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The group {@code context}. */
@Command(
        name = "context",
        headerHeading = HelpGroup.CONNECT,
        header = "Keep docker contexts for machines",
        descriptionHeading = Addition.COMMAND,
        description = {
            "A docker context is docker's own record of an engine: 'docker --context box ps' works in",
            "every shell, without variables. jm writes it into docker's files, keeps its address and",
            "certificates up to date, and removes it with its machine. A context that jm did not make",
            "is never changed."
        },
        footer = {
            "Make docker use a machine from now on, in every shell",
            "PROGRAM context use box",
            "Make a context for each machine",
            "PROGRAM context create --all"
        })
public final class ContextCommands implements CommandGroup {
    @Override
    public @Nullable Object find(CommandName wanted, Context context) {
        if (wanted.is("create")) return new CreateCommand(context);
        if (wanted.is("use")) return new UseCommand(context);
        if (wanted.is("ls")) return new ListCommand(context);
        if (wanted.is("sync")) return new SyncCommand(context);
        if (wanted.is("rm")) return new RemoveCommand(context);
        return null;
    }
}
