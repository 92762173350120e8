package io.jm.go.template;

import io.jm.go.template.TemplateFunction.Refused;
import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the values of pipelines, as strictly and with the same excuses as Go's reflection. */
final class Expressions {
    private final Place place;
    private final TemplateFunctions functions;
    private final Variables variables = new Variables();

    Expressions(Place place, TemplateFunctions functions, TemplateValue data) {
        this.place = place;
        this.functions = functions;
        variables.declare("$", data);
    }

    Place place() {
        return place;
    }

    Variables variables() {
        return variables;
    }

    TemplateValue pipe(TemplateValue dot, Node.Pipe pipe) {
        place.at(pipe);
        TemplateValue value = null;
        for (Node.Command command : pipe.commands()) {
            value = Values.unboxed(command(dot, command, value));
        }
        TemplateValue result = value == null ? TemplateValue.NONE : value;
        for (Node.Variable variable : pipe.declared()) {
            String name = variable.names().get(0);
            if (pipe.assign()) {
                if (!variables.has(name)) {
                    throw place.failure("undefined variable: " + name);
                }
                variables.assign(name, result);
            } else {
                variables.declare(name, result);
            }
        }
        return result;
    }

    /** A word with arguments; {@code piped} is the value of the command before. */
    private TemplateValue command(TemplateValue dot, Node.Command command, @Nullable TemplateValue piped) {
        List<Node.Operand> words = command.words();
        Node.Operand first = words.get(0);
        boolean arguments = words.size() > 1 || piped != null;
        if (first instanceof Node.Identifier identifier) {
            return function(dot, identifier, command, words.subList(1, words.size()), piped);
        }
        if (first instanceof Node.Field || first instanceof Node.Chain) {
            return operand(dot, first, arguments);
        }
        if (first instanceof Node.Variable variable && variable.names().size() > 1) {
            return operand(dot, first, arguments);
        }
        if (!(first instanceof Node.Pipe)) {
            place.at(first);
        }
        if (arguments) {
            throw place.failure("can't give argument to non-function " + first);
        }
        if (first instanceof Node.Nil) {
            throw place.failure("nil is not a command");
        }
        return operand(dot, first, false);
    }

    /** The value of a word; {@code arguments} tells whether someone wants to call it. */
    private TemplateValue operand(TemplateValue dot, Node.Operand word, boolean arguments) {
        if (word instanceof Node.Pipe pipe) {
            return pipe(dot, pipe);
        }
        place.at(word);
        if (word instanceof Node.Field field) {
            return fields(dot, field.names(), arguments);
        }
        if (word instanceof Node.Variable variable) {
            List<String> names = variable.names();
            TemplateValue value = variables.get(names.get(0));
            if (value == null) {
                throw place.failure("undefined variable: " + names.get(0));
            }
            return fields(value, names.subList(1, names.size()), arguments);
        }
        if (word instanceof Node.Chain chain) {
            if (chain.start() instanceof Node.Nil) {
                throw place.failure("indirection through explicit nil in " + chain);
            }
            TemplateValue start = operand(dot, chain.start(), false);
            return fields(start, chain.names(), arguments);
        }
        if (word instanceof Node.Identifier identifier) {
            return function(dot, identifier, identifier, List.of(), null);
        }
        if (word instanceof Node.Literal literal) {
            return literal.value();
        }
        return word instanceof Node.Dot ? dot : TemplateValue.NONE;
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
            throw place.failure("nil pointer evaluating " + receiver.type() + "." + name);
        }
        TemplateValue value = Values.indirect(receiver);
        TemplateValue called = value.method(name);
        if (called != null) {
            if (arguments) {
                throw place.failure("wrong number of args for " + name + ": want 0 got 1");
            }
            return called;
        }
        if (value instanceof TemplateValue.Struct struct) {
            TemplateValue found = struct.field(name);
            if (found != null) {
                if (arguments) {
                    throw place.failure(name + " has arguments but cannot be invoked as function");
                }
                return found;
            }
        } else if (value instanceof TemplateValue.Entries entries) {
            if (arguments) {
                throw place.failure(name + " is not a method but has arguments");
            }
            return entries.values().getOrDefault(name, TemplateValue.NONE);
        } else if (value instanceof TemplateValue.Pointer nil
                && nil.shape().fields().contains(name)) {
            throw place.failure("nil pointer evaluating " + receiver.type() + "." + name);
        }
        throw place.failure("can't evaluate field " + name + " in type " + receiver.type());
    }

    private TemplateValue function(
            TemplateValue dot,
            Node.Identifier identifier,
            Node shown,
            List<Node.Operand> words,
            @Nullable TemplateValue piped) {
        place.at(identifier);
        String name = identifier.name();
        TemplateFunction function = functions.find(name);
        if (function == null) {
            throw place.failure(GoQuote.quote(name) + " is not a defined function");
        }
        int count = words.size() + (piped == null ? 0 : 1);
        if (function.variadic() ? count < function.fixed() : count != function.fixed()) {
            String least = function.variadic() ? "at least " : "";
            int got = function.variadic() ? words.size() : count;
            throw place.failure(
                    "wrong number of args for " + name + ": want " + least + function.fixed() + " got " + got);
        }
        if (name.equals("and") || name.equals("or")) {
            return choice(dot, name.equals("or"), words, piped);
        }
        List<TemplateValue> values = new ArrayList<>(count);
        for (Node.Operand word : words) {
            values.add(function.text() && values.isEmpty() ? text(dot, word) : operand(dot, word, false));
        }
        if (piped != null) {
            values.add(function.text() && values.isEmpty() ? checkedText(piped) : piped);
        }
        try {
            return function.body().call(values);
        } catch (Refused e) {
            place.at(shown);
            throw place.failure("error calling " + name + ": " + e.reason());
        }
    }

    /** The first argument that decides, or the last; later ones are not looked at. */
    private TemplateValue choice(
            TemplateValue dot, boolean decisive, List<Node.Operand> words, @Nullable TemplateValue piped) {
        TemplateValue value = TemplateValue.NONE;
        for (Node.Operand word : words) {
            value = operand(dot, word, false);
            if (Values.isTrue(value) == decisive) {
                return value;
            }
        }
        return piped == null ? value : piped;
    }

    private TemplateValue text(TemplateValue dot, Node.Operand word) {
        if (word instanceof Node.Literal literal && !(literal.value() instanceof TemplateValue.Text)) {
            place.at(word);
            throw place.failure("expected string; found " + word);
        }
        if (word instanceof Node.Nil) {
            place.at(word);
            throw place.failure("cannot assign nil to string");
        }
        return checkedText(operand(dot, word, false));
    }

    private TemplateValue checkedText(TemplateValue value) {
        TemplateValue plain = Values.unboxed(value);
        if (plain instanceof TemplateValue.Text) {
            return plain;
        }
        throw place.failure(
                value instanceof TemplateValue.None
                        ? "invalid value; expected string"
                        : "wrong type for value; expected string; got "
                                + (plain instanceof TemplateValue.None ? value : plain).type());
    }
}
