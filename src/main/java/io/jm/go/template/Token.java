package io.jm.go.template;

import io.jm.go.text.GoQuote;

/**
 * A word of a template.
 *
 * @param text as written; the message if it is a mistake
 * @param line the first line is 1
 */
record Token(Kind kind, int position, String text, int line) {
    /** What kind of word. */
    enum Kind {
        MISTAKE,
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

    /** How error texts show the word. */
    @Override
    public String toString() {
        return switch (kind) {
            case END_OF_TEXT -> "EOF";
            case MISTAKE -> text;
            case KEYWORD, DOT -> "<" + text + ">";
            default ->
                text.codePointCount(0, text.length()) > 10
                        ? GoQuote.quote(text.substring(0, text.offsetByCodePoints(0, 10))) + "..."
                        : GoQuote.quote(text);
        };
    }
}
