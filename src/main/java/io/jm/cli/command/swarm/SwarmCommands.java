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
            "all of them. A cluster is a group, and has its name: what is in the one is in the other. 'swarm",
            "join' puts the machines that it names into the group, and 'swarm leave' takes machines out of it.",
            "",
            "docker itself manages services, nodes and secrets: see docker service, docker node and docker",
            "stack."
        },
        footer = {
            "Make five machines of a group",
            "PROGRAM create --count 5 --group prod node",
            "Make a swarm of the group, and a docker context for it",
            "PROGRAM swarm join prod --context",
            "List the nodes of the swarm",
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
