package io.jm.cli.command.image;

import io.jm.cli.Addition;
import io.jm.cli.CommandGroup;
import io.jm.cli.CommandName;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The group {@code image}. */
@Command(
        name = "image",
        headerHeading = HelpGroup.OTHER,
        header = "List and delete cached disk images",
        descriptionHeading = Addition.COMMAND,
        description = {
            "Virtual machines on this computer start from disk images, which the store keeps: create",
            "downloads an image once, and the disks of the machines hold only what differs from it."
        },
        footer = {
            "List the images and the machines that need them",
            "PROGRAM image ls",
            "Delete the images that no machine needs",
            "PROGRAM image prune"
        })
public final class ImageCommands implements CommandGroup {
    @Override
    public @Nullable Object find(CommandName wanted, Context context) {
        if (wanted.is("ls")) return new ListCommand(context);
        if (wanted.is("prune")) return new PruneCommand(context);
        return null;
    }
}
