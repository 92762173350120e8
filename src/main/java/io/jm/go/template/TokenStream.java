package io.jm.go.template;

import io.jm.go.template.Token.Kind;
import java.util.List;

/** The tokens of a template with a read position, and error messages that contain its line. */
final class TokenStream {
    private final String name;
    private final List<Token> tokens;
    private int next;
    private int lastPeeked;
    private int actionLine;

    TokenStream(String name, List<Token> tokens) {
        this.name = name;
        this.tokens = tokens;
    }

    Token next() {
        Token token = peek();
        // The last token is never passed, so that later reads return the end or the error again.
        next += next < tokens.size() - 1 ? 1 : 0;
        return token;
    }

    Token peek() {
        lastPeeked = next;
        return tokens.get(next);
    }

    Token nextAfterSpace() {
        peekAfterSpace();
        return next();
    }

    Token peekAfterSpace() {
        while (peek().kind() == Kind.SPACE) {
            next();
        }
        return peek();
    }

    /** Goes back one token. */
    void back() {
        boolean atLast =
                tokens.get(next).kind() == Kind.END_OF_TEXT || tokens.get(next).kind() == Kind.ERROR;
        if (!atLast || lastPeeked != next) {
            next--;
        }
    }

    /** Goes back to a token that was read. */
    void backTo(Token token) {
        while (tokens.get(next) != token) {
            next--;
        }
    }

    Token expect(Kind kind, String context) {
        Token token = nextAfterSpace();
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
        if (token.kind() != Kind.ERROR) {
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
                "template: " + name + ":" + tokens.get(lastPeeked).line() + ": " + message);
    }
}
