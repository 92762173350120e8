package io.jm.cli.command.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.NoArguments;
import io.jm.cli.rows.RowOptions;
import io.jm.images.ByteText;
import io.jm.lifecycle.StoredImages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the images in the cache. */
@Command(
        name = "ls",
        headerHeading = HelpGroup.OTHER,
        header = "List cached disk images",
        description = {
            "Lists the disk images with their sources and the machines that need them, and what downloads",
            "that did not succeed have left. Nothing is downloaded."
        },
        footer = {
            "List the images",
            "PROGRAM image ls",
            "List them as JSON, with complete digests and sizes in bytes",
            "PROGRAM image ls --format json"
        })
final class ListCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private RowOptions rows = new RowOptions();

    @Mixin
    private NoArguments none = new NoArguments();

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        // output of a driver must not get into the table
        context.console().infoToStandardError();
        rows.check();
        none.check();
        StoredImages.Inventory inventory = context.images().inventory();
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        Instant now = context.ticker().now();
        for (StoredImages.Use use : inventory.images()) {
            documents.add(document(use));
            cells.add(cells(use, now));
        }
        rows.print(documents, cells, List.of("NAME", "DIGEST", "SIZE", "USED BY", "LAST USED"), context.console());
        inventory
                .unreadable()
                .forEach((machine, reason) -> context.console()
                        .warn("The machine \"" + machine + "\" may need any of them and cannot be read: " + reason));
        return ExitCode.OK;
    }

    private static ObjectNode document(StoredImages.Use use) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("Name", ImageText.name(use))
                .put("Digest", use.image().digest())
                .put("Size", use.bytes())
                .put("File", use.image().file().toString())
                .put("LastUsed", use.lastUsed().truncatedTo(ChronoUnit.SECONDS).toString());
        use.machines().forEach(document.putArray("UsedBy")::add);
        return document;
    }

    /** What the table shows of the same values. */
    private static ObjectNode cells(StoredImages.Use use, Instant now) {
        ObjectNode cells = JsonNodeFactory.instance
                .objectNode()
                .put("Name", ImageText.name(use))
                .put("Digest", ImageText.digest(use.image()))
                .put("Size", ByteText.of(use.bytes()))
                .put("LastUsed", ImageText.ago(use.lastUsed(), now));
        use.machines().forEach(cells.putArray("UsedBy")::add);
        return cells;
    }
}
