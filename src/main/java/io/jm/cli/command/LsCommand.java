package io.jm.cli.command;

import io.jm.base.CancelledException;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.MachineState;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.ListFilter;
import io.jm.inventory.Listing;
import io.jm.inventory.MachineRow;
import io.jm.inventory.RowDetail;
import io.jm.inventory.RowFormat;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the machines. */
@Command(
        name = "ls",
        headerHeading = HelpGroup.SHOW,
        header = "List machines",
        descriptionHeading = Addition.DESCRIPTION,
        description = {
            "All machines are asked at the same time. A filter is KEY=VALUE with one of the keys name",
            "(a regular expression), driver, state, label, swarm and group. Filters with different keys",
            "must all match; of those with the same key, one must."
        },
        footer = {
            "List the running machines",
            "PROGRAM ls --filter state=Running",
            "Print all names, for a script",
            "PROGRAM ls --quiet",
            "Print a table of names and addresses",
            "PROGRAM ls --format 'table {{.Name}}\\t{{.URL}}'"
        })
final class LsCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--quiet", "-q"},
            description = "Print names only")
    private boolean quiet;

    @Option(names = "--filter", description = "List only machines that match KEY=VALUE")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = {"--timeout", "-t"},
            defaultValue = "10",
            description =
                    "Timeout in seconds for each machine (default 10; as jm 3 for a none machine); 0 waits without limit")
    private @Nullable Long timeout;

    @Option(
            names = {"--format", "-f"},
            defaultValue = "",
            description = "json, or a Go template (see 'help formatting')")
    private String format = "";

    /** docker-machine ignores arguments, so scripts may pass some. */
    @Parameters(arity = "0..*", hidden = true)
    private List<String> ignored = new ArrayList<>();

    LsCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        // Warnings of drivers must not appear between the names that a script reads.
        context.console().infoToStandardError();
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
        RowFormat rows = new RowFormat(format, context.environment().usesDockerMachineDefaults());
        List<MachineRow> shown = listing.rows(selection, rows.detail());
        rows.print(rows.needsExtras() ? listing.withExtras(shown) : shown, context.console()::write);
        if (rows.detail() != RowDetail.RECORD) {
            watchPorts(selection.machines(), shown);
        }
        return ExitCode.OK;
    }

    private void watchPorts(List<Machine> machines, List<MachineRow> rows) {
        Set<String> running = new HashSet<>();
        for (MachineRow row : rows) {
            if (row.state() == MachineState.RUNNING) {
                running.add(row.name());
            }
        }
        for (Machine machine : machines) {
            if (running.contains(machine.name())) {
                watchPorts(machine);
            }
        }
    }

    /** The failure of one driver affects no other machine. */
    private void watchPorts(Machine machine) {
        try {
            context.watchPorts(machine);
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            context.console().error(e.getMessage());
        }
    }
}
