package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.Driver;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.template.GoTemplate;
import io.jm.go.template.TemplateFunctions;
import io.jm.go.template.TemplateValues;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what is recorded of a machine, as JSON or with a template. */
@Command(
        name = "inspect",
        headerHeading = HelpGroup.SHOW,
        header = "Print everything that is recorded of a machine",
        description = {
            "Without MACHINE, the machine called \"default\" is used. The output is JSON, unless",
            "--format is given."
        },
        footer = {
            "Print the address of a machine",
            "PROGRAM inspect --format '{{.Driver.IPAddress}}' box",
            "Print the engine options as JSON",
            "PROGRAM inspect --format '{{json .HostOptions.EngineOptions}}' box"
        })
final class InspectCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--format", "-f"},
            description = "Go template for the output (see 'help formatting')")
    private String format = "";

    @Parameters(arity = "0..*", paramLabel = "[MACHINE]", description = "The machine")
    private List<String> names = new ArrayList<>();

    InspectCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.size() > 1) {
            throw new UsageException("Error: Expected one machine name as an argument");
        }
        ObjectNode document = document(context.machines().one(names));
        if (format.isEmpty()) {
            context.console().write(Printable.json(GoJsonWriter.indented(document)) + "\n");
            return ExitCode.OK;
        }
        GoTemplate template;
        try {
            template = GoTemplate.compile("", format, functions());
        } catch (JmException e) {
            throw e.within("template parsing error");
        }
        StringBuilder text = new StringBuilder();
        try {
            template.execute(TemplateValues.ofJson(document), text);
            text.append('\n');
        } finally {
            context.console().write(text.toString());
        }
        return ExitCode.OK;
    }

    private TemplateFunctions functions() {
        return context.environment().usesDockerMachineDefaults()
                ? TemplateFunctions.withJson()
                : TemplateFunctions.withDockers();
    }

    private ObjectNode document(Machine machine) {
        try (Driver driver = context.machines().open(machine)) {
            return machine.withDriver(driver.config()).document();
        }
    }
}
