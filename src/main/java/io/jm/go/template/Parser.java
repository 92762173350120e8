package io.jm.go.template;

import io.jm.go.template.Token.Kind;
import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the statements of a template; {@link Pipelines} parses their content. */
final class Parser {
    /** The maximum nesting depth, so that a hostile template cannot exhaust the stack. */
    static final int MAX_DEPTH = 200;

    private final String name;
    private final String text;
    private final TokenStream tokens;
    private final Pipelines pipelines;
    private final Map<String, List<Node.Statement>> definitions = new HashMap<>();
    private int rangeDepth;
    private int depth;

    Parser(String name, String text, TemplateFunctions functions) {
        this.name = name;
        this.text = text;
        this.tokens = new TokenStream(name, new Lexer(text).tokens());
        this.pipelines = new Pipelines(tokens, functions);
    }

    ParsedTemplate parse() {
        List<Node.Statement> body = new ArrayList<>();
        while (tokens.peek().kind() != Kind.END_OF_TEXT) {
            if (tokens.peek().kind() == Kind.LEFT) {
                Token left = tokens.next();
                if (tokens.nextAfterSpace().is("define")) {
                    definition();
                    continue;
                }
                tokens.backTo(left);
            }
            Node.Statement statement = statement();
            if (statement instanceof Node.Closing) {
                throw tokens.failure("unexpected " + statement);
            }
            body.add(statement);
        }
        define(name, body);
        return new ParsedTemplate(name, text, definitions);
    }

    private void define(String defined, List<Node.Statement> body) {
        List<Node.Statement> previous = definitions.get(defined);
        if (previous == null || isEmpty(previous)) {
            definitions.put(defined, body);
        } else if (!isEmpty(body)) {
            throw tokens.failure("template: multiple definition of template " + GoQuote.quote(defined));
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
        String defined = templateName(tokens.nextAfterSpace(), context);
        tokens.expect(Kind.RIGHT, context);
        define(defined, context);
    }

    /** Parses the body of a template up to its end. */
    private void define(String name, String context) {
        List<Node.Statement> body = new ArrayList<>();
        Node.Closing closing = list(body);
        if (closing.isElse()) {
            throw tokens.failure("unexpected " + closing + " in " + context);
        }
        define(name, body);
    }

    /** Parses up to the closing keyword, which is not part of the list. */
    private Node.Closing list(List<Node.Statement> body) {
        if (++depth > MAX_DEPTH) {
            throw tokens.failure("too many nested blocks");
        }
        while (tokens.peekAfterSpace().kind() != Kind.END_OF_TEXT) {
            Node.Statement statement = statement();
            if (statement instanceof Node.Closing closing) {
                depth--;
                return closing;
            }
            body.add(statement);
        }
        throw tokens.failure("unexpected EOF");
    }

    private Node.Statement statement() {
        Token token = tokens.nextAfterSpace();
        if (token.kind() == Kind.TEXT) {
            return new Node.Text(token.position(), token.text());
        }
        if (token.kind() != Kind.LEFT) {
            throw tokens.unexpected(token, "input");
        }
        tokens.actionBegins(token.line());
        Node.Statement action = action();
        tokens.actionEnds();
        return action;
    }

    private Node.Statement action() {
        Token token = tokens.nextAfterSpace();
        if (token.kind() == Kind.KEYWORD) {
            switch (token.text()) {
                case "block":
                    return block();
                case "break", "continue":
                    return jump(token);
                case "else":
                    return elseControl();
                case "end":
                    return new Node.Closing(tokens.expect(Kind.RIGHT, "end").position(), false);
                case "if", "with", "range":
                    return control(token.text(), token.position());
                case "template":
                    return include();
                default:
                    break;
            }
        }
        tokens.back();
        Token first = tokens.peek();
        return new Node.Action(first.position(), pipelines.pipe("command", Kind.RIGHT));
    }

    private Node.Statement jump(Token token) {
        String shown = "{{" + token.text() + "}}";
        Token closing = tokens.nextAfterSpace();
        if (closing.kind() != Kind.RIGHT) {
            throw tokens.unexpected(closing, shown);
        }
        if (rangeDepth == 0) {
            throw tokens.failure(shown + " outside {{range}}");
        }
        return new Node.Jump(token.position(), token.text().equals("break"));
    }

    private Node.Statement elseControl() {
        Token peek = tokens.peekAfterSpace();
        // "{{else if" is read as "{{else}}{{if", whose end closes both.
        return new Node.Closing(
                peek.is("if")
                        ? peek.position()
                        : tokens.expect(Kind.RIGHT, "else").position(),
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
            if (kind.equals("if") && tokens.peek().is("if")) {
                tokens.next();
                if (++depth > MAX_DEPTH) {
                    throw tokens.failure("too many nested blocks");
                }
                otherwise.add(control("if", tokens.peekAfterSpace().position()));
                depth--;
            } else {
                Node.Closing end = list(otherwise);
                if (end.isElse()) {
                    throw tokens.failure("expected end; found " + end);
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
        Token token = tokens.nextAfterSpace();
        String defined = templateName(token, context);
        Node.Pipe pipe = pipelines.pipe(context, Kind.RIGHT);
        define(defined, context);
        return new Node.Include(token.position(), defined, pipe);
    }

    private Node.Statement include() {
        String context = "template clause";
        Token token = tokens.nextAfterSpace();
        String called = templateName(token, context);
        Node.@Nullable Pipe pipe = null;
        if (tokens.nextAfterSpace().kind() != Kind.RIGHT) {
            tokens.back();
            pipe = pipelines.pipe(context, Kind.RIGHT);
        }
        return new Node.Include(token.position(), called, pipe);
    }

    private String templateName(Token token, String context) {
        if (token.kind() != Kind.STRING && token.kind() != Kind.RAW_STRING) {
            throw tokens.unexpected(token, context);
        }
        return pipelines.unquoted(token);
    }
}
