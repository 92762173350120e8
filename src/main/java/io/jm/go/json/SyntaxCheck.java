package io.jm.go.json;

import io.jm.go.text.GoQuote;
import org.jspecify.annotations.Nullable;

/** Finds the first error in invalid JSON and describes it with the message of Go's decoder. */
final class SyntaxCheck {
    private final byte[] text;
    private int at;
    private @Nullable String error;

    SyntaxCheck(byte[] utf8) {
        this.text = utf8;
    }

    /** Returns the error; if the text is well-formed, the reader rejected it because it is nested too deeply. */
    String error() {
        value(0);
        skipSpaces();
        if (error == null && at < text.length) {
            wrong("after top-level value");
        }
        return error == null ? "exceeded max depth" : error;
    }

    private void value(int depth) {
        skipSpaces();
        if (depth > JsonReader.MAX_DEPTH) {
            error = "exceeded max depth";
        } else if (at >= text.length) {
            end();
        } else {
            switch (text[at]) {
                case '{' -> object(depth);
                case '[' -> array(depth);
                case '"' -> string();
                case 't' -> literal("true");
                case 'f' -> literal("false");
                case 'n' -> literal("null");
                case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
                default -> wrong("looking for beginning of value");
            }
        }
    }

    private void object(int depth) {
        at++;
        skipSpaces();
        if (take('}')) {
            return;
        }
        String key = "looking for beginning of object key string";
        while (error == null) {
            skipSpaces();
            if (!need('"', key)) {
                return;
            }
            at--;
            string();
            skipSpaces();
            if (error != null || !need(':', "after object key")) {
                return;
            }
            value(depth + 1);
            skipSpaces();
            if (error != null || take('}')) {
                return;
            }
            need(',', "after object key:value pair");
        }
    }

    private void array(int depth) {
        at++;
        skipSpaces();
        if (take(']')) {
            return;
        }
        while (error == null) {
            value(depth + 1);
            skipSpaces();
            if (error != null || take(']')) {
                return;
            }
            need(',', "after array element");
        }
    }

    private void string() {
        at++;
        while (at < text.length && text[at] != '"') {
            int c = text[at] & 0xff;
            if (c < ' ') {
                wrong("in string literal");
                return;
            }
            at++;
            if (c == '\\' && !escape()) {
                return;
            }
        }
        need('"', "");
    }

    // At the end of the text Go inserts a space: an error there is about that space, not "unexpected end".
    private boolean escape() {
        if (at < text.length && "bfnrt\\/\"".indexOf(text[at]) >= 0) {
            at++;
            return true;
        }
        if (!take('u')) {
            return wrong("in string escape code");
        }
        for (int i = 0; i < 4; i++) {
            if (at >= text.length || Character.digit(text[at], 16) < 0) {
                return wrong("in \\u hexadecimal character escape");
            }
            at++;
        }
        return true;
    }

    private void number() {
        take('-');
        if (!take('0')) {
            digits("in numeric literal");
        }
        if (error == null && take('.')) {
            digits("after decimal point in numeric literal");
        }
        if (error == null && (take('e') || take('E'))) {
            if (!take('+')) {
                take('-');
            }
            digits("in exponent of numeric literal");
        }
    }

    private void digits(String where) {
        if (!isDigit()) {
            wrong(where);
        }
        while (isDigit()) {
            at++;
        }
    }

    private boolean isDigit() {
        return at < text.length && text[at] >= '0' && text[at] <= '9';
    }

    private void literal(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (!take(literal.charAt(i))) {
                wrong("in literal " + literal + " (expecting '" + literal.charAt(i) + "')");
                return;
            }
        }
    }

    private boolean take(char c) {
        boolean found = at < text.length && text[at] == c;
        at += found ? 1 : 0;
        return found;
    }

    private boolean need(char c, String where) {
        return take(c) || (at >= text.length ? end() : wrong(where));
    }

    private boolean end() {
        error = "unexpected end of JSON input";
        return false;
    }

    private boolean wrong(String where) {
        error = "invalid character " + quoted(at < text.length ? text[at] & 0xff : ' ') + " " + where;
        return false;
    }

    // Go shows the single byte as a character, so the first byte of a byte order mark is 'ï'.
    private static String quoted(int c) {
        return c == '"' ? "'\"'" : GoQuote.quoteRune(c);
    }

    private void skipSpaces() {
        while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
            at++;
        }
    }
}
