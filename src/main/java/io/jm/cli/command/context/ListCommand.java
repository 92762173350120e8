package io.jm.cli.command.context;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.NoArguments;
import io.jm.cli.rows.RowOptions;
import io.jm.lifecycle.ContextState;
import io.jm.lifecycle.ContextState.Condition;
import io.jm.lifecycle.ContextStates;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the contexts of machines. */
@Command(
        name = "ls",
        headerHeading = HelpGroup.CONNECT,
        header = "List the docker contexts of machines",
        description = {
            "Lists the docker contexts that jm made for machines of this store. STATE is one of: current,",
            "ok, stale (the address or the certificates of the machine are others: context sync), missing",
            "(docker has no such context any more: context sync), not made by jm (another program has",
            "made one of that name), no such machine (context rm)."
        },
        footer = {
            "List the contexts",
            "PROGRAM context ls",
            "List those that do not fit their machines",
            "PROGRAM context ls --format json | jq -r '.[] | select(.State == \"stale\").Name'"
        })
final class ListCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private RowOptions rows = new RowOptions();

    @Mixin
    private NoArguments none = new NoArguments();

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        rows.check();
        none.check();
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        ContextStates states =
                new ContextStates(context.store(), context.machineDrivers(), context.contexts(), context.console());
        for (ContextState state : states.states()) {
            ObjectNode document = document(state);
            documents.add(document);
            cells.add(
                    state.condition() == Condition.NO_MACHINE
                            ? document.deepCopy().put("Machine", "-")
                            : document);
        }
        rows.print(documents, cells, List.of("NAME", "MACHINE", "KIND", "ENDPOINT", "STATE"), context.console());
        return ExitCode.OK;
    }

    private static ObjectNode document(ContextState state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Name", state.name())
                .put("Machine", state.machine())
                .put("Kind", state.kind())
                .put("Endpoint", state.endpoint())
                .put("State", text(state))
                .put("Current", state.current());
    }

    private static String text(ContextState state) {
        return state.current() && state.condition() == Condition.OK
                ? "current"
                : state.condition().text();
    }
}
