package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.go.template.TemplateFunctions;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.ListFilter;
import io.jm.inventory.Listing;
import io.jm.inventory.RowFormat;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the machines. */
@Command(name = "ls", header = "List machines")
final class LsCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--quiet", "-q"},
            description = "Enable quiet mode")
    private boolean quiet;

    @Option(names = "--filter", description = "Filter output based on conditions provided")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = {"--timeout", "-t"},
            defaultValue = "10",
            description = "Timeout in seconds, default to 10s")
    private @Nullable Long timeout;

    @Option(
            names = {"--format", "-f"},
            defaultValue = "",
            description = "Pretty-print machines using a Go template, or json")
    private String format = "";

    /** The original ignores them, and so scripts may have them. */
    @Parameters(arity = "0..*", hidden = true)
    private List<String> ignored = new ArrayList<>();

    LsCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        // Warnings of drivers must not get between the names that a script reads.
        context.console().narrateOnStandardError();
        ListFilter filter = new ListFilter(filters);
        AnswerLimits limits = AnswerLimits.of(timeout, context.environment());
        Listing listing = context.listing(limits);
        Listing.Selection selection = listing.select(filter);
        if (quiet) {
            for (Machine machine : selection.machines()) {
                context.console().result(Printable.line(machine.name()));
            }
            return ExitCode.OK;
        }
        // The original knows no json here, and scripts may have its error.
        boolean original = context.environment().keepsOriginalDefaults();
        RowFormat rows = new RowFormat(format, original ? TemplateFunctions.standard() : TemplateFunctions.withJson());
        rows.print(rows.nameOnly() ? listing.names(selection) : listing.rows(selection), context.console()::write);
        return ExitCode.OK;
    }
}
