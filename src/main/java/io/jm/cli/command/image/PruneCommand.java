package io.jm.cli.command.image;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.NoArguments;
import io.jm.console.Answer;
import io.jm.console.Console;
import io.jm.images.BusyImageException;
import io.jm.images.ByteText;
import io.jm.lifecycle.StoredImages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes images that no machine needs. */
@Command(
        name = "prune",
        headerHeading = HelpGroup.OTHER,
        header = "Delete disk images that no machine needs",
        description = {
            "Deletes, after a question, the cached disk images that no machine of the store needs, and",
            "what downloads that did not succeed have left. An image that a machine needs is never",
            "deleted. Images that were fetched within the last hour are kept, because a machine that is",
            "being created may need them; --all deletes them as well. If a machine's config.json cannot",
            "be read, nothing is deleted."
        },
        footer = {
            "Show what would be deleted",
            "PROGRAM image prune --dry-run",
            "Delete it without being asked",
            "PROGRAM image prune --force"
        },
        exitCodeList = "0:The command succeeded, or the answer was not yes")
final class PruneCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--force", "-f"},
            description = "Do not ask")
    private boolean force;

    @Option(names = "--dry-run", description = "Print what would be deleted, and delete nothing")
    private boolean dryRun;

    @Option(
            names = {"--all", "-a"},
            description = "Also delete images that were fetched within the last hour")
    private boolean all;

    @Mixin
    private NoArguments none = new NoArguments();

    PruneCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        none.check();
        Console console = context.console();
        StoredImages images = context.images();
        List<StoredImages.Use> unused = images.unused();
        int found = unused.size();
        if (!all) {
            unused.removeIf(images::isRecent);
        }
        if (unused.isEmpty()) {
            console.info(
                    found == 0
                            ? "There is nothing to delete"
                            : "Unused images of the last hour are kept (" + found + "); --all deletes them as well");
            return ExitCode.OK;
        }
        console.info(dryRun ? "This would be deleted:" : "About to delete:");
        unused.forEach(use -> console.info("  " + ImageText.name(use) + " (" + ByteText.of(use.bytes()) + ")"));
        if (!dryRun && (force || isConfirmed(console))) {
            delete(unused, images, console);
        }
        return ExitCode.OK;
    }

    private static boolean isConfirmed(Console console) {
        Answer answer = console.confirm("Are you sure? (y/n): ");
        if (answer == Answer.END_OF_INPUT) {
            console.error("Nothing deleted: there was no answer. Use --force to delete without being asked.");
        }
        return answer == Answer.YES;
    }

    /** Deletes all that can be deleted; a failure does not stop it. */
    private static void delete(List<StoredImages.Use> unused, StoredImages images, Console console) {
        long bytes = 0;
        List<String> failures = new ArrayList<>();
        for (StoredImages.Use use : unused) {
            try {
                if (images.delete(use)) {
                    bytes += use.bytes();
                } else {
                    console.info("Kept " + ImageText.name(use) + ": it has just been used");
                }
            } catch (BusyImageException e) {
                console.info("Kept " + ImageText.name(use) + ": it is being downloaded or copied");
            } catch (JmException e) {
                failures.add(e.getMessage());
            }
        }
        console.info("Freed " + ByteText.of(bytes));
        if (!failures.isEmpty()) {
            throw new JmException(String.join("\n", failures));
        }
    }
}
