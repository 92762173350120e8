package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.checkup.Checkup;
import io.jm.checkup.Finding;
import io.jm.checkup.Finding.Level;
import io.jm.cli.Addition;
import io.jm.cli.Consent;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.rows.FormatOption;
import io.jm.console.Console;
import io.jm.store.NoSuchMachineException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds what is wrong with this computer, the store and machines. */
@Command(
        name = "doctor",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Find what is wrong, and the command that repairs it",
        descriptionHeading = Addition.COMMAND,
        description = {
            "Checks this computer, the store and every machine without the network; with machines or --all",
            "also their engines and SSH servers, for at most 10 seconds each. Nothing is changed. --fix",
            "repairs what jm can repair by itself, after a question, and checks again."
        },
        footer = {
            "Check this computer and the store",
            "PROGRAM doctor",
            "Find out why a machine does not work",
            "PROGRAM doctor box",
            "Repair what can be repaired",
            "PROGRAM doctor --fix"
        },
        exitCodeList = {
            "0:There is no error; with --strict no warning either",
            "1:There are errors, or the command failed, or its arguments are wrong"
        })
final class DoctorCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--all", description = "Contact all machines")
    private boolean all;

    @Option(names = "--fix", description = "Repair what can be repaired")
    private boolean fix;

    @Option(names = "-y", description = "Do not ask")
    private boolean yes;

    @Option(names = "--strict", description = "Warnings count as errors")
    private boolean strict;

    @Option(names = "--offline", description = "Do not use the network")
    private boolean offline;

    @Mixin
    private GroupOption group = new GroupOption();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Console console = context.console();
        console.infoToStandardError();
        format.check();
        names = group.names(context, names);
        if (all && !names.isEmpty()) {
            throw new UsageException("Error: Name machines, or use --all, but not both");
        }
        if (fix && format.isJson() && !yes) {
            throw new UsageException("Error: --fix with --format json needs -y, because the question is not JSON");
        }
        Checkup checkup = context.checkup();
        List<String> machines = machines(checkup);
        boolean network = !offline && (all || !names.isEmpty());
        List<Finding> findings = checkup.run(machines, network);
        List<String> failures = List.of();
        if (fix && isRepairing(findings)) {
            failures = checkup.fix(findings);
            findings = checkup.run(machines, network);
        }
        DoctorReport report = new DoctorReport(findings, context.environment().program());
        if (format.isJson()) {
            FormatOption.printJson(report.json(), console);
        } else {
            report.lines().forEach(console::result);
        }
        if (!failures.isEmpty()) {
            throw new JmException(String.join("\n", failures));
        }
        boolean bad = report.count(Level.ERROR) > 0 || strict && report.count(Level.WARNING) > 0;
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }

    private List<String> machines(Checkup checkup) {
        if (names.isEmpty()) {
            return checkup.allNames();
        }
        for (String name : names) {
            if (!context.store().exists(name)) {
                throw new NoSuchMachineException(name, context.environment().programName());
            }
        }
        return List.copyOf(new LinkedHashSet<>(names));
    }

    /** Lists what will be done and asks. */
    private boolean isRepairing(List<Finding> findings) {
        List<String> fixes = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.fix() != null) {
                fixes.add(finding.fix().description());
            }
        }
        if (fixes.isEmpty()) {
            return false;
        }
        context.console().info("This will be done:");
        fixes.forEach(line -> context.console().info("  " + line));
        return yes || Consent.given(context.console(), "Go on?", "-y");
    }
}
