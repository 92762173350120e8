package io.jm.go.template;

import io.jm.go.template.Token.Kind;
import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the statements of a template; {@link Pipelines} reads what is inside of them. */
final class Parser {
    /** Nesting that a person could still read; it keeps a hostile template from exhausting the stack. */
    static final int MAX_DEPTH = 200;

    private final String name;
    private final String text;
    private final Words words;
    private final Pipelines pipelines;
    private final Map<String, List<Node.Statement>> definitions = new HashMap<>();
    private int rangeDepth;
    private int depth;

    Parser(String name, String text, TemplateFunctions functions) {
        this.name = name;
        this.text = text;
        this.words = new Words(name, new Lexer(text).tokens());
        this.pipelines = new Pipelines(words, functions);
    }

    ParsedTemplate parse() {
        List<Node.Statement> body = new ArrayList<>();
        while (words.peek().kind() != Kind.END_OF_TEXT) {
            if (words.peek().kind() == Kind.LEFT) {
                Token left = words.next();
                if (words.nextWord().is("define")) {
                    definition();
                    continue;
                }
                words.backTo(left);
            }
            Node.Statement statement = statement();
            if (statement instanceof Node.Closing) {
                throw words.failure("unexpected " + statement);
            }
            body.add(statement);
        }
        define(name, body);
        return new ParsedTemplate(name, text, definitions);
    }

    private void define(String defined, List<Node.Statement> body) {
        List<Node.Statement> former = definitions.get(defined);
        if (former == null || isEmpty(former)) {
            definitions.put(defined, body);
        } else if (!isEmpty(body)) {
            throw words.failure("template: multiple definition of template " + GoQuote.quote(defined));
        }
    }

    private static boolean isEmpty(List<Node.Statement> body) {
        for (Node.Statement statement : body) {
            if (!(statement instanceof Node.Text literal) || !literal.text().isBlank()) {
                return false;
            }
        }
        return true;
    }

    private void definition() {
        String context = "define clause";
        Token word = words.nextWord();
        if (word.kind() != Kind.STRING && word.kind() != Kind.RAW_STRING) {
            throw words.unexpected(word, context);
        }
        String defined = pipelines.unquoted(word);
        words.expect(Kind.RIGHT, context);
        List<Node.Statement> body = new ArrayList<>();
        Node.Closing closing = list(body);
        if (closing.isElse()) {
            throw words.failure("unexpected " + closing + " in " + context);
        }
        define(defined, body);
    }

    /** Reads up to the closing word, which is not part of the list. */
    private Node.Closing list(List<Node.Statement> body) {
        if (++depth > MAX_DEPTH) {
            throw words.failure("too many nested blocks");
        }
        while (words.peekWord().kind() != Kind.END_OF_TEXT) {
            Node.Statement statement = statement();
            if (statement instanceof Node.Closing closing) {
                depth--;
                return closing;
            }
            body.add(statement);
        }
        throw words.failure("unexpected EOF");
    }

    private Node.Statement statement() {
        Token word = words.nextWord();
        if (word.kind() == Kind.TEXT) {
            return new Node.Text(word.position(), word.text());
        }
        if (word.kind() != Kind.LEFT) {
            throw words.unexpected(word, "input");
        }
        words.actionBegins(word.line());
        Node.Statement action = action();
        words.actionEnds();
        return action;
    }

    private Node.Statement action() {
        Token word = words.nextWord();
        if (word.kind() == Kind.KEYWORD) {
            switch (word.text()) {
                case "block":
                    return block();
                case "break", "continue":
                    return jump(word);
                case "else":
                    return elseControl();
                case "end":
                    return new Node.Closing(words.expect(Kind.RIGHT, "end").position(), false);
                case "if", "with", "range":
                    return control(word.text(), word.position());
                case "template":
                    return include();
                default:
                    break;
            }
        }
        words.back();
        Token first = words.peek();
        return new Node.Action(first.position(), pipelines.pipe("command", Kind.RIGHT));
    }

    private Node.Statement jump(Token word) {
        String shown = "{{" + word.text() + "}}";
        Token closing = words.nextWord();
        if (closing.kind() != Kind.RIGHT) {
            throw words.unexpected(closing, shown);
        }
        if (rangeDepth == 0) {
            throw words.failure(shown + " outside {{range}}");
        }
        return new Node.Jump(word.position(), word.text().equals("break"));
    }

    private Node.Statement elseControl() {
        Token peek = words.peekWord();
        // "{{else if" is read as "{{else}}{{if", whose end closes both.
        return new Node.Closing(
                peek.is("if")
                        ? peek.position()
                        : words.expect(Kind.RIGHT, "else").position(),
                true);
    }

    private Node.Statement control(String kind, int position) {
        int variables = pipelines.variables();
        boolean range = kind.equals("range");
        Node.Pipe pipe = pipelines.pipe(kind, Kind.RIGHT);
        rangeDepth += range ? 1 : 0;
        List<Node.Statement> body = new ArrayList<>();
        Node.Closing closing = list(body);
        rangeDepth -= range ? 1 : 0;
        List<Node.Statement> otherwise = null;
        if (closing.isElse()) {
            otherwise = new ArrayList<>();
            if (kind.equals("if") && words.peek().is("if")) {
                words.next();
                if (++depth > MAX_DEPTH) {
                    throw words.failure("too many nested blocks");
                }
                otherwise.add(control("if", words.peekWord().position()));
                depth--;
            } else {
                Node.Closing end = list(otherwise);
                if (end.isElse()) {
                    throw words.failure("expected end; found " + end);
                }
            }
        }
        pipelines.forgetVariables(variables);
        return range
                ? new Node.Range(position, pipe, body, otherwise)
                : new Node.Condition(position, kind.equals("with"), pipe, body, otherwise);
    }

    private Node.Statement block() {
        String context = "block clause";
        Token word = words.nextWord();
        String defined = templateName(word, context);
        Node.Pipe pipe = pipelines.pipe(context, Kind.RIGHT);
        List<Node.Statement> body = new ArrayList<>();
        Node.Closing closing = list(body);
        if (closing.isElse()) {
            throw words.failure("unexpected " + closing + " in " + context);
        }
        define(defined, body);
        return new Node.Include(word.position(), defined, pipe);
    }

    private Node.Statement include() {
        String context = "template clause";
        Token word = words.nextWord();
        String called = templateName(word, context);
        Node.@Nullable Pipe pipe = null;
        if (words.nextWord().kind() != Kind.RIGHT) {
            words.back();
            pipe = pipelines.pipe(context, Kind.RIGHT);
        }
        return new Node.Include(word.position(), called, pipe);
    }

    private String templateName(Token word, String context) {
        if (word.kind() != Kind.STRING && word.kind() != Kind.RAW_STRING) {
            throw words.unexpected(word, context);
        }
        return pipelines.unquoted(word);
    }
}
