package io.jm.go.template;

import io.jm.go.template.TemplateValue.Entries;
import io.jm.go.template.TemplateValue.Items;
import io.jm.go.text.GoQuote;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution of a template: runs its statements and writes the output. */
final class Execution {
    /** Go's limit is 100000, since its stack grows; real templates nest a few levels. */
    private static final int MAX_INCLUDES = 200;

    /** The characters that one execution may write: everything about a machine has some thousand. */
    private static final int MAX_OUTPUT = 16 << 20;

    /** How the execution of a list of statements ended. */
    private enum End {
        NORMAL,
        BREAK,
        CONTINUE
    }

    private final ParsedTemplate template;
    private final TemplateFunctions functions;
    private final Appendable out;
    private int includes;
    private long written;

    Execution(ParsedTemplate template, TemplateFunctions functions, Appendable out) {
        this.template = template;
        this.functions = functions;
        this.out = out;
    }

    void run(TemplateValue data) throws IOException {
        run(template.name(), template.definitions().getOrDefault(template.name(), List.of()), data);
    }

    private void run(String name, List<Node.Statement> body, TemplateValue data) throws IOException {
        walk(body, data, new Expressions(new ErrorPosition(template, name), functions, data));
    }

    private End walk(List<Node.Statement> body, TemplateValue dot, Expressions in) throws IOException {
        for (Node.Statement statement : body) {
            End end = walk(statement, dot, in);
            if (end != End.NORMAL) {
                return end;
            }
        }
        return End.NORMAL;
    }

    private End walk(Node.Statement statement, TemplateValue dot, Expressions in) throws IOException {
        in.position().at(statement);
        if (statement instanceof Node.Text text) {
            write(text.text(), in);
        } else if (statement instanceof Node.Action action) {
            TemplateValue value = in.pipe(dot, action.pipe());
            if (action.pipe().declared().isEmpty()) {
                in.position().at(action);
                write(Printer.value(Printer.printable(value)), in);
            }
        } else if (statement instanceof Node.Condition condition) {
            return condition(condition, dot, in);
        } else if (statement instanceof Node.Range range) {
            return range(range, dot, in);
        } else if (statement instanceof Node.Jump jump) {
            return jump.leave() ? End.BREAK : End.CONTINUE;
        } else if (statement instanceof Node.Include include) {
            include(include, dot, in);
        }
        return End.NORMAL;
    }

    private void write(String text, Expressions in) throws IOException {
        written += text.length();
        if (written > MAX_OUTPUT) {
            throw in.position().failure("the output has more than " + MAX_OUTPUT + " characters");
        }
        out.append(text);
    }

    private End condition(Node.Condition condition, TemplateValue dot, Expressions in) throws IOException {
        int mark = in.variables().mark();
        TemplateValue value = in.pipe(dot, condition.pipe());
        End end = End.NORMAL;
        if (Values.isTrue(value)) {
            end = walk(condition.body(), condition.with() ? value : dot, in);
        } else {
            List<Node.Statement> otherwise = condition.otherwise();
            if (otherwise != null) {
                end = walk(otherwise, dot, in);
            }
        }
        in.variables().reset(mark);
        return end;
    }

    private End range(Node.Range range, TemplateValue dot, Expressions in) throws IOException {
        int mark = in.variables().mark();
        TemplateValue value = Values.indirect(in.pipe(dot, range.pipe()));
        int iterations = 0;
        if (value instanceof Items items) {
            for (TemplateValue item : items.values()) {
                if (iteration(range, TemplateValue.integer(iterations++), item, in)) {
                    break;
                }
            }
        } else if (value instanceof Entries entries) {
            for (Map.Entry<String, TemplateValue> entry : entries.values().entrySet()) {
                iterations++;
                if (iteration(range, TemplateValue.untrusted(entry.getKey()), entry.getValue(), in)) {
                    break;
                }
            }
        } else if (!(value instanceof TemplateValue.None)) {
            throw in.position().failure("range can't iterate over " + Printer.value(value));
        }
        End end = End.NORMAL;
        List<Node.Statement> otherwise = range.otherwise();
        if (iterations == 0 && otherwise != null) {
            end = walk(otherwise, dot, in);
        }
        in.variables().reset(mark);
        return end;
    }

    /** Runs the body of a range once; returns whether it ended by {@code break}. */
    private boolean iteration(Node.Range range, TemplateValue key, TemplateValue item, Expressions in)
            throws IOException {
        int mark = in.variables().mark();
        List<Node.Variable> declared = range.pipe().declared();
        boolean both = declared.size() > 1;
        if (!declared.isEmpty()) {
            set(declared.get(both ? 1 : 0), item, in);
        }
        if (both) {
            set(declared.get(0), key, in);
        }
        End end = walk(range.body(), item, in);
        in.variables().reset(mark);
        return end == End.BREAK;
    }

    private static void set(Node.Variable variable, TemplateValue value, Expressions in) {
        // The pipeline declared the variables before the first iteration, so the innermost of the name is the range's.
        in.variables().assign(variable.names().get(0), value);
    }

    private void include(Node.Include include, TemplateValue dot, Expressions in) throws IOException {
        List<Node.Statement> body = template.definitions().get(include.name());
        if (body == null) {
            throw in.position().failure("template " + GoQuote.quote(include.name()) + " not defined");
        }
        if (includes == MAX_INCLUDES) {
            throw in.position().failure("exceeded maximum template depth (" + MAX_INCLUDES + ")");
        }
        Node.@Nullable Pipe pipe = include.pipe();
        TemplateValue data = pipe == null ? TemplateValue.NONE : in.pipe(dot, pipe);
        includes++;
        run(include.name(), body, data);
        includes--;
    }
}
