package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.CommandOptions;
import io.jm.cli.Consent;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.NoArguments;
import io.jm.cli.Parallel;
import io.jm.cli.rows.FormatOption;
import io.jm.driver.CreateFlag;
import io.jm.fleet.Action;
import io.jm.fleet.Fleet;
import io.jm.fleet.FleetFile;
import io.jm.fleet.FleetOptions;
import io.jm.fleet.FleetReader;
import io.jm.fleet.Plan;
import io.jm.fleet.PlanText;
import io.jm.fleet.RecordedMachines;
import io.jm.fleet.Step;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the machines of a group as a file describes them. */
@Command(
        name = "apply",
        headerHeading = HelpGroup.CREATE,
        header = "Make the machines of a group as a file describes them",
        descriptionHeading = Addition.COMMAND,
        description = {
            "Compares the file with what is recorded of the group's machines, prints the plan, creates the",
            "machines that are missing, and changes those whose engine options differ. A second run",
            "changes nothing. Machines that must be made again for a change are left without --replace,",
            "and those that are not in the file without --prune. It asks before engines restart and",
            "before machines are removed.",
            "",
            "The file is YAML with the keys group and machines, and context, swarm and defaults if wanted, as",
            "in 'group: web' and 'machines: {web: {count: 3, driver: qemu}}'. 'PROGRAM help apply-file' shows",
            "all keys and an example."
        },
        footer = {
            "Show what would be done, and do nothing",
            "PROGRAM apply -f machines.yaml --plan",
            "Make the machines, 16 at the same time",
            "PROGRAM apply -f machines.yaml --parallel 16",
            "Also remove machines that are no longer in the file, without being asked",
            "PROGRAM apply -f machines.yaml --prune -y"
        },
        exitCodeList = {
            "0:The machines are as the file describes them, or the plan was printed, or the answer was not yes",
            "1:The command failed, its arguments are wrong, or a machine must be made again and --replace is not given",
            "3:The driver refused a machine before anything was created",
            "130:Interrupted (Ctrl-C, SIGTERM, SIGHUP); the same command continues"
        })
final class ApplyCommand implements Callable<ExitCode> {
    /** How many names a question contains. */
    private static final int MAX_NAMED = 10;

    /** Options of create that the file has keys for, or that are about one call of create. */
    private static final Set<String> NOT_IN_FILE =
            Set.of("driver", "count", "parallel", "if-not-exists", "group", "context", "resume", "plan");

    private final Context context;

    @Option(
            names = {"--file", "-f"},
            description = "The file; - is standard input")
    private @Nullable String file;

    @Option(names = "--plan", description = "Print what would be done, and do nothing")
    private boolean plan;

    @Option(names = "--prune", description = "Remove the machines of the group that are not in the file")
    private boolean prune;

    @Option(names = "--replace", description = "Remove machines that must be made again for a change, and create them")
    private boolean replace;

    @Option(names = "-y", description = "Do not ask")
    private boolean yes;

    @Option(
            names = "--parallel",
            defaultValue = "4",
            description = "How many machines are created or removed at the same time")
    private long parallel = 4;

    @Option(names = "--format", defaultValue = "table", description = "Output format of the plan: table or json")
    private String format = "table";

    @Mixin
    private NoArguments none = new NoArguments();

    ApplyCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        check();
        Fleet fleet = fleet();
        FleetRun run = run(fleet);
        RecordedMachines recorded = RecordedMachines.of(context.store(), fleet, new DriverRecords(context));
        recorded.unreadable().forEach(error -> context.console().error(error.getMessage()));
        List<Step> steps = Plan.steps(fleet, recorded.machines());
        print(fleet, steps);
        if (plan || !yes && !isAllowed(steps)) {
            return ExitCode.OK;
        }
        run.run(steps, replace, prune);
        return replace ? ExitCode.OK : left(named(steps, Action.REPLACE).size());
    }

    /** Machines that are not as the file describes them are no success. */
    private ExitCode left(int machines) {
        if (machines == 0) {
            return ExitCode.OK;
        }
        context.console()
                .error(machines + (machines == 1 ? " machine" : " machines")
                        + " must be made again for a change: --replace removes and creates them");
        return ExitCode.FAILED;
    }

    private void check() {
        none.check();
        Parallel.checked(parallel);
        FormatOption.check(format);
    }

    private Fleet fleet() {
        if (file == null || file.isEmpty()) {
            throw new UsageException("Error: No file specified: -f FILE, or -f - for standard input");
        }
        FleetFile read = FleetReader.read(read(file), file, context.environment()::variableOfFile);
        List<CreateFlag> shared = new ArrayList<>(CommandOptions.of(new CreateCommand(context)));
        shared.removeIf(flag -> NOT_IN_FILE.contains(flag.name()));
        return new FleetOptions(shared, context::driverFlags).resolve(read);
    }

    private FleetRun run(Fleet fleet) {
        try {
            return new FleetRun(context, fleet, Parallel.checked(parallel));
        } catch (JmException e) {
            throw e.within(String.valueOf(file));
        }
    }

    private String read(String name) {
        try {
            byte[] content = name.equals("-")
                    ? BoundedReader.stream(context.console().streams().in(), Limits.FLEET_FILE)
                    : BoundedReader.fileNamedByUser(
                            context.environment().workingDirectory().resolve(name), Limits.FLEET_FILE);
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new JmException("open " + name + ": " + IoReason.of(e), e);
        }
    }

    private void print(Fleet fleet, List<Step> steps) {
        if (format.equals("json")) {
            FormatOption.printJson(PlanText.json(steps), context.console());
            return;
        }
        context.console().write(new PlanText(replace, prune).lines(steps));
        if (fleet.swarm() != null) {
            context.console()
                    .result("Swarm: the machines join " + fleet.group()
                            + " if they are not in it; only their engines know.");
        }
    }

    /** Asks once for everything that stops containers or cannot be undone. */
    private boolean isAllowed(List<Step> steps) {
        List<String> engines = new ArrayList<>();
        steps.stream()
                .filter(step -> step.action() == Action.CHANGE && step.changesEngine())
                .forEach(step -> engines.add(step.name()));
        List<String> parts = new ArrayList<>();
        add(parts, "may restart the engines of ", engines);
        add(parts, "deletes with their data and makes again ", replace ? named(steps, Action.REPLACE) : List.of());
        add(parts, "removes ", prune ? named(steps, Action.EXTRA) : List.of());
        // what was printed is the reason of the question
        context.console().flush();
        return parts.isEmpty()
                || Consent.given(context.console(), "This " + String.join(", ", parts) + ". Go on?", "-y");
    }

    private static void add(List<String> parts, String what, List<String> names) {
        if (names.size() > MAX_NAMED) {
            String first = String.join(", ", names.subList(0, MAX_NAMED));
            parts.add(what + first + " and " + (names.size() - MAX_NAMED) + " more");
        } else if (!names.isEmpty()) {
            parts.add(what + String.join(", ", names));
        }
    }

    private static List<String> named(List<Step> steps, Action action) {
        return steps.stream()
                .filter(step -> step.action() == action)
                .map(Step::name)
                .toList();
    }
}
