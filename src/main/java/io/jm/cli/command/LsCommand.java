package io.jm.cli.command;

import io.jm.base.CancelledException;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.MachineState;
import io.jm.go.template.TemplateException;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.ListFilter;
import io.jm.inventory.Listing;
import io.jm.inventory.MachineRow;
import io.jm.inventory.RowDetail;
import io.jm.inventory.RowFormat;
import io.jm.inventory.TableLayout;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.os.TerminalSize;
import io.jm.store.NoSuchMachineException;
import io.jm.text.Printable;
import io.jm.text.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
            "All machines are asked at the same time; with MACHINE only those. On a terminal that is too",
            "narrow for the table, columns that say nothing are left out, and errors are cut.",
            "",
            "A filter is KEY=VALUE with one of the keys name",
            "(a regular expression), driver, state, label, swarm and group. Filters with different keys",
            "must all match; of those with the same key, one must."
        },
        footer = {
            "List the running machines",
            "PROGRAM ls --filter state=Running",
            "Print all names, for a script",
            "PROGRAM ls --quiet",
            "Print a table of names and addresses",
            "PROGRAM ls --format 'table {{.Name}}\\t{{.URL}}'",
            "Print the machines that run, for a program",
            "PROGRAM ls --filter state=Running --format json",
            "Watch two machines",
            "PROGRAM ls --watch web-1 web-2"
        })
final class LsCommand implements Callable<ExitCode> {
    private static final int LONGEST_PAUSE = 86_400;

    private final Context context;

    @Option(
            names = {"--quiet", "-q"},
            description = "Print names only")
    private boolean quiet;

    @Option(names = "--filter", description = "List only machines that match KEY=VALUE")
    private List<String> filters = new ArrayList<>();

    @Option(names = "--group", order = Addition.OPTION, description = "List only the machines of this group")
    private @Nullable String group;

    @Option(
            names = {"--timeout", "-t"},
            defaultValue = "10",
            description =
                    "Timeout in seconds for each machine, 0 for none; if not given, 10, or as jm 3 for machines of the driver none")
    private @Nullable Long timeout;

    @Option(
            names = {"--format", "-f"},
            defaultValue = "",
            description = "json, or a Go template (see 'help formatting')")
    private String format = "";

    @Option(
            names = "--no-trunc",
            order = Addition.OPTION,
            description = "Print the whole table also where the terminal is too narrow")
    private boolean whole;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "2",
            order = Addition.OPTION,
            description = "Print again every N seconds (2 without a number) until Ctrl-C")
    private @Nullable Long watch;

    /** docker-machine ignores arguments, so scripts may pass some. */
    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines; all if none is named")
    private List<String> names = new ArrayList<>();

    LsCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        try {
            return list();
        } catch (TemplateException e) {
            Environment environment = context.environment();
            throw environment.calledAsDockerMachine()
                    ? e
                    : new JmException(
                            e.getMessage() + "\nSee '" + environment.program()
                                    + " help formatting' for the fields and functions.",
                            e);
        }
    }

    private ExitCode list() {
        // Warnings of drivers must not appear between the names that a script reads.
        context.console().infoToStandardError();
        if (watch != null && (watch < 1 || watch > LONGEST_PAUSE)) {
            throw new UsageException("Error: --watch takes 1 to " + LONGEST_PAUSE + " seconds, not " + watch);
        }
        List<String> conditions = new ArrayList<>(filters);
        if (group != null) {
            conditions.add("group=" + group);
        }
        ListFilter filter = new ListFilter(conditions);
        Listing listing = context.listing(AnswerLimits.of(timeout, context.environment()));
        RowFormat format = quiet ? null : new RowFormat(this.format, dockerMachine());
        List<JmException> unknown = named() ? unknown() : List.of();
        if (watch != null && unknown.isEmpty()) {
            new LsWatch(context, Duration.ofSeconds(watch)).run(() -> shown(listing, filter, format));
            return ExitCode.OK;
        }
        Listing.Selection selection = selection(listing, filter);
        if (format == null) {
            context.console().write(names(selection));
        } else {
            List<MachineRow> rows = rows(listing, selection, format);
            print(rows, format, () -> TerminalSize.of(context.environment()).columns(), context.console()::write);
            if (format.detail() != RowDetail.RECORD) {
                watchPorts(selection.machines(), rows);
            }
        }
        if (!unknown.isEmpty()) {
            throw JmException.ofAll(unknown);
        }
        return ExitCode.OK;
    }

    private boolean dockerMachine() {
        return context.environment().usesDockerMachineDefaults();
    }

    /** docker-machine ignores names. */
    private boolean named() {
        return !names.isEmpty() && !dockerMachine();
    }

    /** Returns an error for each name that no machine has. */
    private List<JmException> unknown() {
        List<String> known = context.store().names();
        List<JmException> unknown = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            if (!known.contains(name)) {
                unknown.add(new NoSuchMachineException(
                        name, context.environment().program(), Suggestions.question(Suggestions.of(name, known))));
            }
        }
        return unknown;
    }

    private Listing.Selection selection(Listing listing, ListFilter filter) {
        Listing.Selection selection = listing.select(filter);
        return named() ? selection.only(names) : selection;
    }

    private static String names(Listing.Selection selection) {
        StringBuilder lines = new StringBuilder();
        for (Machine machine : selection.machines()) {
            lines.append(Printable.line(machine.name())).append('\n');
        }
        return lines.toString();
    }

    private static List<MachineRow> rows(Listing listing, Listing.Selection selection, RowFormat format) {
        List<MachineRow> rows = listing.rows(selection, format.detail());
        return format.needsExtras() ? listing.withExtras(rows) : rows;
    }

    /** Prints the rows. The columns of the terminal are asked for only where they matter, since that starts a process. */
    private void print(List<MachineRow> rows, RowFormat format, Supplier<Integer> columns, Consumer<String> out) {
        Environment environment = context.environment();
        boolean adapts = format.isDefaultTable() && environment.adaptsOutput();
        boolean colours = format.isDefaultTable() && environment.showsColours(1) && !dockerMachine();
        if (adapts || colours) {
            int width = adapts && !whole ? columns.get() : 0;
            format.print(rows, new TableLayout(width, colours), out);
        } else {
            format.print(rows, out);
        }
    }

    private LsWatch.Shown shown(Listing listing, ListFilter filter, @Nullable RowFormat format) {
        Listing.Selection selection = selection(listing, filter);
        if (format == null) {
            String names = names(selection);
            return new LsWatch.Shown(listing.rows(selection, RowDetail.RECORD), columns -> names);
        }
        List<MachineRow> rows = rows(listing, selection, format);
        return new LsWatch.Shown(rows, columns -> {
            StringBuilder text = new StringBuilder();
            print(rows, format, () -> columns, text::append);
            return text.toString();
        });
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
