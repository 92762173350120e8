package io.jm.go.template;

import io.jm.go.template.Token.Kind;
import java.util.List;

/** The words of a template with a reading position, and the failures that name it. */
final class Words {
    private final String name;
    private final List<Token> tokens;
    private int next;
    private int seen;
    private int actionLine;

    Words(String name, List<Token> tokens) {
        this.name = name;
        this.tokens = tokens;
    }

    Token next() {
        Token token = peek();
        // The last word stays, so that whoever reads on meets the end or the mistake again.
        next += next < tokens.size() - 1 ? 1 : 0;
        return token;
    }

    Token peek() {
        seen = next;
        return tokens.get(next);
    }

    Token nextWord() {
        peekWord();
        return next();
    }

    Token peekWord() {
        while (peek().kind() == Kind.SPACE) {
            next();
        }
        return peek();
    }

    /** Takes the last word back. */
    void back() {
        boolean atLast =
                tokens.get(next).kind() == Kind.END_OF_TEXT || tokens.get(next).kind() == Kind.MISTAKE;
        if (!atLast || seen != next) {
            next--;
        }
    }

    /** Reads on from that word. */
    void backTo(Token token) {
        while (tokens.get(next) != token) {
            next--;
        }
    }

    Token expect(Kind kind, String context) {
        Token token = nextWord();
        if (token.kind() != kind) {
            throw unexpected(token, context);
        }
        return token;
    }

    void actionBegins(int line) {
        actionLine = line;
    }

    void actionEnds() {
        actionLine = 0;
    }

    TemplateException unexpected(Token token, String context) {
        if (token.kind() != Kind.MISTAKE) {
            return failure("unexpected " + token + " in " + context);
        }
        String where = "";
        if (actionLine != 0 && actionLine != token.line()) {
            String began = " started at " + name + ":" + actionLine;
            where = token.text().endsWith(" action") ? began : " in action" + began;
        }
        return failure(token + where);
    }

    TemplateException failure(String message) {
        return new TemplateException(
                "template: " + name + ":" + tokens.get(seen).line() + ": " + message);
    }
}
