package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.Listing;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the machine whose engine address is in {@code DOCKER_HOST}. */
@Command(
        name = "active",
        headerHeading = HelpGroup.SHOW,
        header = "Print the name of the active machine",
        descriptionHeading = Addition.DESCRIPTION,
        description = {
            "The active machine is the one whose engine address is in DOCKER_HOST, where \"eval",
            "$(PROGRAM env MACHINE)\" puts it. The command fails if there is none."
        },
        footer = {
            "Print the active machine",
            "PROGRAM active",
            "Wait at most 3 s for each machine",
            "PROGRAM active --timeout 3"
        })
final class ActiveCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--timeout", "-t"},
            defaultValue = "10",
            description = "Timeout in seconds for each machine; 0 waits without limit")
    private @Nullable Long timeout;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> extra = new ArrayList<>();

    ActiveCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (!extra.isEmpty()) {
            throw new JmException("Error: Too many arguments given");
        }
        AnswerLimits limits = AnswerLimits.of(timeout, context.environment());
        Listing listing = context.listing(limits);
        context.console().result(Printable.line(listing.active()));
        return ExitCode.OK;
    }
}
