package io.jm.go.template;

import io.jm.go.template.Token.Kind;
import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the content of an action: pipelines, commands, operands. */
final class Pipelines {
    private final TokenStream tokens;
    private final TemplateFunctions functions;
    private final List<String> variables = new ArrayList<>(List.of("$"));
    private int depth;

    Pipelines(TokenStream tokens, TemplateFunctions functions) {
        this.tokens = tokens;
        this.functions = functions;
    }

    int variables() {
        return variables.size();
    }

    void forgetVariables(int count) {
        variables.subList(count, variables.size()).clear();
    }

    Node.Pipe pipe(String context, Kind end) {
        if (++depth > Parser.MAX_DEPTH) {
            throw tokens.failure("too many nested parentheses");
        }
        int position = tokens.peekAfterSpace().position();
        List<Node.Variable> declared = new ArrayList<>();
        boolean assign = declarations(context, declared);
        List<Node.Command> commands = new ArrayList<>();
        while (true) {
            Token token = tokens.nextAfterSpace();
            if (token.kind() == end) {
                check(commands, context);
                depth--;
                return new Node.Pipe(position, assign, declared, commands);
            }
            if (!startsOperand(token)) {
                throw tokens.unexpected(token, context);
            }
            tokens.back();
            commands.add(command());
        }
    }

    /** Parses {@code $x :=}, {@code $x =} and {@code $i, $x :=}; returns whether it is an assignment. */
    private boolean declarations(String context, List<Node.Variable> declared) {
        while (tokens.peekAfterSpace().kind() == Kind.VARIABLE) {
            Token variable = tokens.next();
            Token operator = tokens.peekAfterSpace();
            Node.Variable node = new Node.Variable(variable.position(), List.of(variable.text()));
            if (operator.kind() == Kind.ASSIGN || operator.kind() == Kind.DECLARE) {
                tokens.nextAfterSpace();
                declared.add(node);
                variables.add(variable.text());
                return operator.kind() == Kind.ASSIGN;
            }
            if (operator.kind() != Kind.CHAR || !operator.text().equals(",")) {
                tokens.backTo(variable);
                return false;
            }
            tokens.nextAfterSpace();
            declared.add(node);
            variables.add(variable.text());
            if (!context.equals("range") || declared.size() > 1) {
                throw tokens.failure("too many declarations in " + context);
            }
            Kind next = tokens.peekAfterSpace().kind();
            if (next != Kind.VARIABLE && next != Kind.RIGHT && next != Kind.RIGHT_PAREN) {
                throw tokens.failure("range can only initialize variables");
            }
        }
        return false;
    }

    private void check(List<Node.Command> commands, String context) {
        if (commands.isEmpty()) {
            throw tokens.failure("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            Node.Operand first = commands.get(i).operands().get(0);
            if (first instanceof Node.Literal || first instanceof Node.Dot || first instanceof Node.Nil) {
                throw tokens.failure("non executable command in pipeline stage " + (i + 1));
            }
        }
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case BOOL, CHAR_CONSTANT, DOT, FIELD, IDENTIFIER, NUMBER, RAW_STRING, STRING, VARIABLE, LEFT_PAREN -> true;
            case KEYWORD -> token.text().equals("nil");
            default -> false;
        };
    }

    private Node.Command command() {
        int position = tokens.peekAfterSpace().position();
        List<Node.Operand> operands = new ArrayList<>();
        while (true) {
            tokens.peekAfterSpace();
            Node.Operand operand = operand();
            if (operand != null) {
                operands.add(operand);
            }
            Token token = tokens.next();
            if (token.kind() == Kind.SPACE) {
                continue;
            }
            if (token.kind() == Kind.RIGHT || token.kind() == Kind.RIGHT_PAREN) {
                tokens.back();
            } else if (token.kind() != Kind.PIPE) {
                throw tokens.unexpected(token, "operand");
            }
            if (operands.isEmpty()) {
                throw tokens.failure("empty command");
            }
            return new Node.Command(position, operands);
        }
    }

    private Node.@Nullable Operand operand() {
        Node.Operand term = term();
        if (term == null || tokens.peek().kind() != Kind.FIELD) {
            return term;
        }
        int position = tokens.peek().position();
        List<String> names = new ArrayList<>();
        while (tokens.peek().kind() == Kind.FIELD) {
            names.add(tokens.next().text().substring(1));
        }
        if (term instanceof Node.Field field) {
            names.addAll(0, field.names());
            return new Node.Field(position, names);
        }
        if (term instanceof Node.Variable variable) {
            names.addAll(0, variable.names());
            return new Node.Variable(position, names);
        }
        if (term instanceof Node.Literal || term instanceof Node.Nil || term instanceof Node.Dot) {
            throw tokens.failure("unexpected . after term " + GoQuote.quote(term.toString()));
        }
        return new Node.Chain(position, term, names);
    }

    private Node.@Nullable Operand term() {
        Token token = tokens.nextAfterSpace();
        int position = token.position();
        String text = token.text();
        switch (token.kind()) {
            case IDENTIFIER:
                if (functions.find(text) == null) {
                    throw tokens.failure("function " + GoQuote.quote(text) + " not defined");
                }
                return new Node.Identifier(position, text);
            case DOT:
                return new Node.Dot(position);
            case VARIABLE:
                if (!variables.contains(text)) {
                    throw tokens.failure("undefined variable " + GoQuote.quote(text));
                }
                return new Node.Variable(position, List.of(text));
            case FIELD:
                return new Node.Field(position, Arrays.asList(text.substring(1).split("\\.", -1)));
            case BOOL:
                return new Node.Literal(position, text, TemplateValue.bool(text.equals("true")));
            case CHAR_CONSTANT, NUMBER:
                return new Node.Literal(position, text, literal(token));
            case STRING, RAW_STRING:
                return new Node.Literal(position, text, TemplateValue.text(unquoted(token)));
            case LEFT_PAREN:
                return pipe("parenthesized pipeline", Kind.RIGHT_PAREN);
            default:
                if (token.is("nil")) {
                    return new Node.Nil(position);
                }
                tokens.back();
                return null;
        }
    }

    private TemplateValue literal(Token token) {
        try {
            return token.kind() == Kind.NUMBER
                    ? Literals.number(token.text())
                    : TemplateValue.integer(Literals.character(token.text()));
        } catch (Literals.Malformed e) {
            throw tokens.failure(e.reason());
        }
    }

    String unquoted(Token token) {
        String text = token.text();
        try {
            return token.kind() == Kind.RAW_STRING
                    ? text.substring(1, text.length() - 1).replace("\r", "")
                    : Literals.string(text);
        } catch (Literals.Malformed e) {
            throw tokens.failure(e.reason());
        }
    }
}
