package io.jm.go.template;

import io.jm.go.text.GoQuote;

/**
 * A token of a template.
 *
 * @param text the text in the template; for an error its message
 * @param line the line number, starting at 1
 */
record Token(Kind kind, int position, String text, int line) {
    /** The kind of a token. */
    enum Kind {
        ERROR,
        BOOL,
        CHAR,
        CHAR_CONSTANT,
        ASSIGN,
        DECLARE,
        END_OF_TEXT,
        FIELD,
        IDENTIFIER,
        LEFT,
        LEFT_PAREN,
        NUMBER,
        PIPE,
        RAW_STRING,
        RIGHT,
        RIGHT_PAREN,
        SPACE,
        STRING,
        TEXT,
        VARIABLE,
        DOT,
        KEYWORD
    }

    boolean is(String keyword) {
        return kind == Kind.KEYWORD && text.equals(keyword);
    }

    /** Returns the form of the token in error messages. */
    @Override
    public String toString() {
        return switch (kind) {
            case END_OF_TEXT -> "EOF";
            case ERROR -> text;
            case KEYWORD, DOT -> "<" + text + ">";
            default ->
                text.codePointCount(0, text.length()) > 10
                        ? GoQuote.quote(text.substring(0, text.offsetByCodePoints(0, 10))) + "..."
                        : GoQuote.quote(text);
        };
    }
}
