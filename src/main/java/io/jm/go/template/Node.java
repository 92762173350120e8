package io.jm.go.template;

import io.jm.go.text.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a read template; {@code toString} is how error texts show it. */
sealed interface Node {
    /** Where the piece begins in the template's text. */
    int position();

    /** Something that stands on its own in the template. */
    sealed interface Statement extends Node {}

    /** Something that has a value. */
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

    /** A call of another template. */
    record Include(int position, String name, @Nullable Pipe pipe) implements Statement {
        @Override
        public String toString() {
            return "{{template " + GoQuote.quote(name) + (pipe == null ? "" : " " + pipe) + "}}";
        }
    }

    /** Marks the end of a list while reading; never part of the result. */
    record Closing(int position, boolean isElse) implements Statement {
        @Override
        public String toString() {
            return isElse ? "{{else}}" : "{{end}}";
        }
    }

    /** Commands, the value of each being the last argument of the next. */
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

    /** A word and its arguments. */
    record Command(int position, List<Operand> words) implements Node {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Operand word : words) {
                text.append(text.length() == 0 ? "" : " ");
                text.append(word instanceof Pipe ? "(" + word + ")" : word);
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

    /** The cursor. */
    record Dot(int position) implements Operand {
        @Override
        public String toString() {
            return ".";
        }
    }

    /** The word {@code nil}. */
    record Nil(int position) implements Operand {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** Fields of the cursor, one in the other. */
    record Field(int position, List<String> names) implements Operand {
        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /** Fields of a variable; the first name is the variable's, {@code $} included. */
    record Variable(int position, List<String> names) implements Operand {
        @Override
        public String toString() {
            return String.join(".", names);
        }
    }

    /** Fields of any other operand. */
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
