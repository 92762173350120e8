package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Context;
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

/** Prints all that is known about a machine. */
@Command(name = "inspect", header = "Inspect information about a machine", description = "Argument is a machine name.")
final class InspectCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--format", "-f"},
            description = "Format the output using the given go template.")
    private String format = "";

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machine; default if left out")
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
            template = GoTemplate.compile("", format, TemplateFunctions.withJson());
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

    private ObjectNode document(Machine machine) {
        try (Driver driver = context.machines().open(machine)) {
            return machine.withDriver(driver.config()).document();
        }
    }
}
