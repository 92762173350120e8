package io.jm.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.CancelledException;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.rows.ObjectFormat;
import io.jm.driver.Driver;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.template.GoTemplate;
import io.jm.go.template.TemplateFunctions;
import io.jm.go.template.TemplateValues;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
            "--format is given; of several machines it is an array."
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
            description = "json (one line), or a Go template (see 'help formatting')")
    private String format = "";

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    InspectCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.size() > 1) {
            if (context.environment().usesDockerMachineDefaults()) {
                throw new UsageException("Error: Expected one machine name as an argument");
            }
            return several();
        }
        ObjectNode document = document(context.machines().one(names));
        if (isJson()) {
            print(document);
        } else {
            print(ObjectFormat.template(format, functions()), document);
        }
        return ExitCode.OK;
    }

    /** Prints an array; a machine that cannot be shown does not hide the others. */
    private ExitCode several() {
        GoTemplate template = isJson() ? null : ObjectFormat.template(format, functions());
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        List<JmException> failures = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            try {
                ObjectNode document = document(context.store().load(name));
                documents.add(document);
                if (template != null) {
                    print(template, document);
                }
            } catch (CancelledException e) {
                throw e;
            } catch (JmException e) {
                failures.add(e);
            }
        }
        if (template == null) {
            print(documents);
        }
        if (!failures.isEmpty()) {
            throw JmException.ofAll(failures);
        }
        return ExitCode.OK;
    }

    private boolean isJson() {
        return format.isEmpty() || ObjectFormat.isJson(format);
    }

    /** Prints lines as docker-machine does, or with {@code --format json} one line as docker. */
    private void print(JsonNode document) {
        String text = format.isEmpty() ? GoJsonWriter.indented(document) : GoJsonWriter.compact(document);
        context.console().write(Printable.json(text) + "\n");
    }

    private void print(GoTemplate template, ObjectNode document) {
        ObjectFormat.print(template, TemplateValues.ofJson(document), context.console());
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
