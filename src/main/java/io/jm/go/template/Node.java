package io.jm.go.template;

import io.jm.go.text.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a parsed template; {@code toString} returns its form in error messages. */
sealed interface Node {
    /** The start of the node in the template's text. */
    int position();

    /** A node that is executed for its output. */
    sealed interface Statement extends Node {}

    /** A node that has a value. */
    sealed interface Operand extends Node {}

    /** Literal text. */
    record Text(int position, String text) implements Statement {}

    /** A pipeline whose value is printed. */
    record Action(int position, Pipe pipe) implements Statement {
        @Override
        public String toString() {
            return "{{" + pipe + "}}";
        }
    }

    /** {@code if} or {@code with}. */
    record Condition(
            int position,
            boolean with,
            Pipe pipe,
            List<Statement> body,
            @Nullable List<Statement> otherwise) implements Statement {}

    /** {@code range}. */
    record Range(
            int position,
            Pipe pipe,
            List<Statement> body,
            @Nullable List<Statement> otherwise) implements Statement {}

    /** {@code break} or {@code continue}. */
    record Jump(int position, boolean leave) implements Statement {}

    /** The execution of another template. */
    record Include(int position, String name, @Nullable Pipe pipe) implements Statement {
        @Override
        public String toString() {
            return "{{template " + GoQuote.quote(name) + (pipe == null ? "" : " " + pipe) + "}}";
        }
    }

    /** Marks the end of a list of statements during parsing; never part of the result. */
    record Closing(int position, boolean isElse) implements Statement {
        @Override
        public String toString() {
            return isElse ? "{{else}}" : "{{end}}";
        }
    }

    /** Commands; the value of each is the last argument of the next. */
    record Pipe(int position, boolean assign, List<Variable> declared, List<Command> commands) implements Operand {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Variable variable : declared) {
                text.append(text.length() == 0 ? "" : ", ").append(variable);
            }
            if (!declared.isEmpty()) {
                text.append(assign ? " = " : " := ");
            }
            String before = "";
            for (Command command : commands) {
                text.append(before).append(command);
                before = " | ";
            }
            return text.toString();
        }
    }

    /** An operand and its arguments. */
    record Command(int position, List<Operand> operands) implements Node {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Operand operand : operands) {
                text.append(text.length() == 0 ? "" : " ");
                text.append(operand instanceof Pipe ? "(" + operand + ")" : operand);
            }
            return text.toString();
        }
    }

    /** The name of a function. */
    record Identifier(int position, String name) implements Operand {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The current value. */
    record Dot(int position) implements Operand {
        @Override
        public String toString() {
            return ".";
        }
    }

    /** The keyword {@code nil}. */
    record Nil(int position) implements Operand {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** Nested fields of the current value. */
    record Field(int position, List<String> names) implements Operand {
        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /** Nested fields of a variable; the first name is the variable's, {@code $} included. */
    record Variable(int position, List<String> names) implements Operand {
        @Override
        public String toString() {
            return String.join(".", names);
        }
    }

    /** Nested fields of any other operand. */
    record Chain(int position, Operand start, List<String> names) implements Operand {
        @Override
        public String toString() {
            return (start instanceof Pipe ? "(" + start + ")" : start.toString()) + "." + String.join(".", names);
        }
    }

    /** A boolean, number or string. */
    record Literal(int position, String source, TemplateValue value) implements Operand {
        @Override
        public String toString() {
            return source;
        }
    }
}
