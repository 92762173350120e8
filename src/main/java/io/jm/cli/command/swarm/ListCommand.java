package io.jm.cli.command.swarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.rows.FormatOption;
import io.jm.swarm.ClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists swarms, or the nodes of one. */
@Command(
        name = "ls",
        headerHeading = HelpGroup.MAINTAIN,
        header = "List swarms, or the nodes of one",
        description = {
            "Asks the engines of all machines that are in groups. STATE is one of: ok, no quorum (half of",
            "the managers or more do not answer: services go on, and nothing can be changed), unreachable",
            "(no manager answers). MANAGERS are those that answer and all, as 2/3. With CLUSTER, its nodes:",
            "also those that are no machines (-), and machines that have not joined. JSON has both."
        },
        footer = {
            "List the swarms",
            "PROGRAM swarm ls",
            "List the nodes of one",
            "PROGRAM swarm ls prod",
            "List the machines that are managers",
            "PROGRAM swarm ls prod --format json | jq -r '.[].Nodes[] | select(.Role == \"manager\").Machine'"
        })
final class ListCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "0..*", paramLabel = "[CLUSTER]", description = "The cluster")
    private List<String> names = new ArrayList<>();

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        format.check();
        if (names.size() > 1) {
            throw new UsageException("Error: Expected the name of one cluster as an argument");
        }
        List<ClusterState> states = context.swarms().list(names.isEmpty() ? null : names.get(0));
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        for (ClusterState state : states) {
            documents.add(document(state));
            if (names.isEmpty()) {
                cells.add(row(state));
            } else {
                state.nodes().forEach(node -> cells.add(row(node)));
            }
        }
        List<String> columns = names.isEmpty()
                ? List.of("CLUSTER", "MANAGERS", "WORKERS", "STATE")
                : List.of("MACHINE", "HOSTNAME", "ROLE", "STATUS", "AVAILABILITY", "ADDRESS", "ENGINE");
        format.print(documents, cells, columns, context.console());
        return ExitCode.OK;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode document(ClusterState state) {
        ObjectNode document = object().put("Cluster", state.cluster())
                .put("Id", state.id())
                .put("State", state.state().text())
                .put("Quorum", state.quorum().holds())
                .put("Managers", state.quorum().managers())
                .put("ManagersReachable", state.quorum().reachable())
                .put("Workers", state.workers());
        ArrayNode nodes = document.putArray("Nodes");
        for (ClusterState.Node node : state.nodes()) {
            nodes.addObject()
                    .put("Machine", node.machine())
                    .put("NodeId", node.id())
                    .put("Hostname", node.hostname())
                    .put("Role", node.role())
                    .put("Leader", node.leader())
                    .put("Status", node.status())
                    .put("Availability", node.availability())
                    .put("Addr", node.address())
                    .put("Engine", node.engine());
        }
        return document;
    }

    private static ObjectNode row(ClusterState state) {
        return object().put("Cluster", state.cluster())
                .put(
                        "Managers",
                        state.quorum().reachable() + "/" + state.quorum().managers())
                .put("Workers", state.workers())
                .put("State", state.state().text());
    }

    private static ObjectNode row(ClusterState.Node node) {
        return object().put("Machine", orDash(node.machine()))
                .put("Hostname", orDash(node.hostname()))
                .put("Role", orDash(node.leader() ? "leader" : node.role()))
                .put("Status", node.status())
                .put("Availability", orDash(node.availability()))
                .put("Address", orDash(node.address()))
                .put("Engine", orDash(node.engine()));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
