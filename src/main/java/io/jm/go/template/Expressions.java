package io.jm.go.template;

import io.jm.go.template.TemplateFunction.FunctionException;
import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates pipelines with the semantics of Go's text/template, including its error messages. */
final class Expressions {
    private final ErrorPosition position;
    private final TemplateFunctions functions;
    private final Variables variables = new Variables();

    Expressions(ErrorPosition position, TemplateFunctions functions, TemplateValue data) {
        this.position = position;
        this.functions = functions;
        variables.declare("$", data);
    }

    ErrorPosition position() {
        return position;
    }

    Variables variables() {
        return variables;
    }

    TemplateValue pipe(TemplateValue dot, Node.Pipe pipe) {
        position.at(pipe);
        TemplateValue value = null;
        for (Node.Command command : pipe.commands()) {
            value = Values.unboxed(command(dot, command, value));
        }
        TemplateValue result = value == null ? TemplateValue.NONE : value;
        for (Node.Variable variable : pipe.declared()) {
            String name = variable.names().get(0);
            if (pipe.assign()) {
                if (!variables.has(name)) {
                    throw position.failure("undefined variable: " + name);
                }
                variables.assign(name, result);
            } else {
                variables.declare(name, result);
            }
        }
        return result;
    }

    /** Evaluates an operand with its arguments; {@code piped} is the value of the previous command. */
    private TemplateValue command(TemplateValue dot, Node.Command command, @Nullable TemplateValue piped) {
        List<Node.Operand> operands = command.operands();
        Node.Operand first = operands.get(0);
        boolean arguments = operands.size() > 1 || piped != null;
        if (first instanceof Node.Identifier identifier) {
            return function(dot, identifier, command, operands.subList(1, operands.size()), piped);
        }
        if (first instanceof Node.Field || first instanceof Node.Chain) {
            return operand(dot, first, arguments);
        }
        if (first instanceof Node.Variable variable && variable.names().size() > 1) {
            return operand(dot, first, arguments);
        }
        if (!(first instanceof Node.Pipe)) {
            position.at(first);
        }
        if (arguments) {
            throw position.failure("can't give argument to non-function " + first);
        }
        if (first instanceof Node.Nil) {
            throw position.failure("nil is not a command");
        }
        return operand(dot, first, false);
    }

    /** Evaluates an operand; {@code arguments} is whether it is called with arguments. */
    private TemplateValue operand(TemplateValue dot, Node.Operand operand, boolean arguments) {
        if (operand instanceof Node.Pipe pipe) {
            return pipe(dot, pipe);
        }
        position.at(operand);
        if (operand instanceof Node.Field field) {
            return fields(dot, field.names(), arguments);
        }
        if (operand instanceof Node.Variable variable) {
            List<String> names = variable.names();
            TemplateValue value = variables.get(names.get(0));
            if (value == null) {
                throw position.failure("undefined variable: " + names.get(0));
            }
            return fields(value, names.subList(1, names.size()), arguments);
        }
        if (operand instanceof Node.Chain chain) {
            if (chain.start() instanceof Node.Nil) {
                throw position.failure("indirection through explicit nil in " + chain);
            }
            TemplateValue start = operand(dot, chain.start(), false);
            return fields(start, chain.names(), arguments);
        }
        if (operand instanceof Node.Identifier identifier) {
            return function(dot, identifier, identifier, List.of(), null);
        }
        if (operand instanceof Node.Literal literal) {
            return literal.value();
        }
        return operand instanceof Node.Dot ? dot : TemplateValue.NONE;
    }

    private TemplateValue fields(TemplateValue start, List<String> names, boolean arguments) {
        TemplateValue value = start;
        for (int i = 0; i < names.size(); i++) {
            value = field(value, names.get(i), arguments && i == names.size() - 1);
        }
        return value;
    }

    private TemplateValue field(TemplateValue receiver, String name, boolean arguments) {
        if (receiver instanceof TemplateValue.None) {
            return receiver;
        }
        if (Values.isNull(receiver)) {
            throw position.failure("nil pointer evaluating " + receiver.type() + "." + name);
        }
        TemplateValue value = Values.indirect(receiver);
        TemplateValue called = value.method(name);
        if (called != null) {
            if (arguments) {
                throw position.failure("wrong number of args for " + name + ": want 0 got 1");
            }
            return called;
        }
        if (value instanceof TemplateValue.Struct struct) {
            TemplateValue found = struct.field(name);
            if (found != null) {
                if (arguments) {
                    throw position.failure(name + " has arguments but cannot be invoked as function");
                }
                return found;
            }
        } else if (value instanceof TemplateValue.Entries entries) {
            if (arguments) {
                throw position.failure(name + " is not a method but has arguments");
            }
            return entries.values().getOrDefault(name, TemplateValue.NONE);
        } else if (value instanceof TemplateValue.Pointer nil
                && nil.shape().fields().contains(name)) {
            throw position.failure("nil pointer evaluating " + receiver.type() + "." + name);
        }
        throw position.failure("can't evaluate field " + name + " in type " + receiver.type());
    }

    private TemplateValue function(
            TemplateValue dot,
            Node.Identifier identifier,
            Node shown,
            List<Node.Operand> operands,
            @Nullable TemplateValue piped) {
        position.at(identifier);
        String name = identifier.name();
        TemplateFunction function = functions.find(name);
        if (function == null) {
            throw position.failure(GoQuote.quote(name) + " is not a defined function");
        }
        int count = operands.size() + (piped == null ? 0 : 1);
        if (function.variadic() ? count < function.fixed() : count != function.fixed()) {
            String least = function.variadic() ? "at least " : "";
            int got = function.variadic() ? operands.size() : count;
            throw position.failure(
                    "wrong number of args for " + name + ": want " + least + function.fixed() + " got " + got);
        }
        if (name.equals("and") || name.equals("or")) {
            return choice(dot, name.equals("or"), operands, piped);
        }
        List<TemplateValue> values = new ArrayList<>(count);
        for (Node.Operand operand : operands) {
            values.add(function.text() && values.isEmpty() ? text(dot, operand) : operand(dot, operand, false));
        }
        if (piped != null) {
            values.add(function.text() && values.isEmpty() ? checkedText(piped) : piped);
        }
        try {
            return function.body().call(values);
        } catch (FunctionException e) {
            position.at(shown);
            throw position.failure("error calling " + name + ": " + e.reason());
        }
    }

    /** Returns the value of {@code and} or {@code or}: the first decisive argument, else the last. */
    private TemplateValue choice(
            TemplateValue dot, boolean decisive, List<Node.Operand> operands, @Nullable TemplateValue piped) {
        TemplateValue value = TemplateValue.NONE;
        for (Node.Operand operand : operands) {
            value = operand(dot, operand, false);
            if (Values.isTrue(value) == decisive) {
                return value;
            }
        }
        return piped == null ? value : piped;
    }

    private TemplateValue text(TemplateValue dot, Node.Operand operand) {
        if (operand instanceof Node.Literal literal && !(literal.value() instanceof TemplateValue.Text)) {
            position.at(operand);
            throw position.failure("expected string; found " + operand);
        }
        if (operand instanceof Node.Nil) {
            position.at(operand);
            throw position.failure("cannot assign nil to string");
        }
        return checkedText(operand(dot, operand, false));
    }

    private TemplateValue checkedText(TemplateValue value) {
        TemplateValue plain = Values.unboxed(value);
        if (plain instanceof TemplateValue.Text) {
            return plain;
        }
        throw position.failure(
                value instanceof TemplateValue.None
                        ? "invalid value; expected string"
                        : "wrong type for value; expected string; got "
                                + (plain instanceof TemplateValue.None ? value : plain).type());
    }
}
