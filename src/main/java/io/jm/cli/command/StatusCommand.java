package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.rows.ObjectFormat;
import io.jm.driver.Driver;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the state of a machine. */
@Command(
        name = "status",
        headerHeading = HelpGroup.SHOW,
        header = "Print the state of a machine",
        description = {
            "Without MACHINE, the machine called \"default\" is used. The state is Running, Stopped,",
            "Paused, Saved, Starting, Stopping or Error.",
            "",
            "A script need not wait for a machine that it creates or starts: both return when the engine",
            "answers."
        },
        footer = {
            "Print the state of a machine",
            "PROGRAM status box",
            "Start a machine that does not run",
            "[ \"$(PROGRAM status box)\" = Running ] || PROGRAM start box",
            "Wait for a machine that something else starts",
            "until [ \"$(PROGRAM status box)\" = Running ]; do sleep 2; done",
            "Print name and state as JSON",
            "PROGRAM status --format json box"
        })
final class StatusCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--format", "-f"},
            order = Addition.OPTION,
            description = "json, or a Go template (see 'help formatting')")
    private String format = "";

    @Parameters(arity = "0..*", paramLabel = "[MACHINE]", description = "The machine")
    private List<String> names = new ArrayList<>();

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        // a wrong template is an error before anything is asked
        ObjectFormat wanted = format.isEmpty() ? null : ObjectFormat.of(format);
        Machine machine = machines.one(names);
        String state;
        try (Driver driver = machines.open(machine)) {
            state = driver.state().text();
        } catch (JmException e) {
            throw e.within("error getting state for host " + machine.name()).as(ErrorCode.DRIVER);
        }
        if (wanted == null) {
            context.console().result(state);
        } else {
            ObjectNode status = JsonNodeFactory.instance
                    .objectNode()
                    .put("Name", machine.name())
                    .put("State", state);
            wanted.print(status, "status", context.console());
        }
        return ExitCode.OK;
    }
}
