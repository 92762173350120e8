package io.jm.go.template;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the fields of its data that a template reads. */
final class UsedFields {
    private final Set<String> names = new HashSet<>();
    private boolean whole;

    private UsedFields() {}

    /** Returns the fields; null if the template uses the data as a whole, so that it may read all. */
    static @Nullable Set<String> of(ParsedTemplate template) {
        UsedFields used = new UsedFields();
        used.statements(template.definitions().getOrDefault(template.name(), List.of()), true);
        return used.whole ? null : used.names;
    }

    /**
     * Looks at statements.
     *
     * @param outer whether the dot is the data; else it is a value that was looked at where it was made
     */
    private void statements(@Nullable List<Node.Statement> statements, boolean outer) {
        for (Node.Statement statement : statements == null ? List.<Node.Statement>of() : statements) {
            if (statement instanceof Node.Action action) {
                operand(action.pipe(), outer);
            } else if (statement instanceof Node.Condition condition) {
                operand(condition.pipe(), outer);
                statements(condition.body(), outer && !condition.with());
                statements(condition.otherwise(), outer);
            } else if (statement instanceof Node.Range range) {
                operand(range.pipe(), outer);
                statements(range.body(), false);
                statements(range.otherwise(), outer);
            } else if (statement instanceof Node.Include include) {
                Node.Pipe pipe = include.pipe();
                if (pipe != null) {
                    operand(pipe, outer);
                }
            }
        }
    }

    private void operand(Node.Operand operand, boolean outer) {
        if (operand instanceof Node.Pipe pipe) {
            pipe.commands().forEach(command -> command.operands().forEach(each -> operand(each, outer)));
        } else if (operand instanceof Node.Chain chain) {
            operand(chain.start(), outer);
        } else if (operand instanceof Node.Variable variable
                && variable.names().get(0).equals("$")) {
            read(variable.names(), 1);
        } else if (outer && operand instanceof Node.Field field) {
            read(field.names(), 0);
        } else if (outer && operand instanceof Node.Dot) {
            whole = true;
        }
    }

    private void read(List<String> path, int at) {
        if (path.size() > at) {
            names.add(path.get(at));
        } else {
            whole = true;
        }
    }
}
