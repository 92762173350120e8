package io.jm.cli.command.swarm;

import io.jm.cli.Addition;
import io.jm.cli.CommandGroup;
import io.jm.cli.CommandName;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The group {@code swarm}. */
@Command(
        name = "swarm",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Form docker swarms of machines",
        descriptionHeading = Addition.COMMAND,
        description = {
            "A cluster is a group of machines whose engines form one docker swarm: services then run on",
            "all of them. The name of the cluster is that of the group. docker itself manages services,",
            "nodes and secrets: see docker service, docker node and docker stack."
        },
        footer = {
            "Make five machines and one swarm of them",
            "PROGRAM create --count 5 --group prod node",
            "PROGRAM swarm join prod --context",
            "docker --context prod node ls"
        })
public final class SwarmCommands implements CommandGroup {
    @Override
    public @Nullable Object find(CommandName wanted, Context context) {
        if (wanted.is("join")) return new JoinCommand(context);
        if (wanted.is("ls")) return new ListCommand(context);
        if (wanted.is("leave")) return new LeaveCommand(context);
        if (wanted.is("rm")) return new RemoveCommand(context);
        return null;
    }
}
