package io.jm.go.json;

import io.jm.go.text.GoQuote;
import org.jspecify.annotations.Nullable;

/** Finds the first mistake in text that is not JSON and names it in the words of Go's decoder. */
final class SyntaxCheck {
    private static final int MAX_DEPTH = 400;

    private final byte[] text;
    private int at;
    private @Nullable String mistake;

    SyntaxCheck(byte[] utf8) {
        this.text = utf8;
    }

    /** The mistake; if the text is well-formed, it was too large or too deep for the reader. */
    String mistake() {
        value(0);
        skipBlanks();
        if (mistake == null && at < text.length) {
            wrong("after top-level value");
        }
        return mistake == null ? "exceeded max depth" : mistake;
    }

    private void value(int depth) {
        skipBlanks();
        if (depth > MAX_DEPTH) {
            mistake = "exceeded max depth";
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
        skipBlanks();
        if (take('}')) {
            return;
        }
        String key = "looking for beginning of object key string";
        while (mistake == null) {
            skipBlanks();
            if (!need('"', key)) {
                return;
            }
            at--;
            string();
            skipBlanks();
            if (mistake != null || !need(':', "after object key")) {
                return;
            }
            value(depth + 1);
            skipBlanks();
            if (mistake != null || take('}')) {
                return;
            }
            need(',', "after object key:value pair");
        }
    }

    private void array(int depth) {
        at++;
        skipBlanks();
        if (take(']')) {
            return;
        }
        while (mistake == null) {
            value(depth + 1);
            skipBlanks();
            if (mistake != null || take(']')) {
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

    // At the end of the text Go pretends a blank: only what cannot go on then is "unexpected end".
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
        if (mistake == null && take('.')) {
            digits("after decimal point in numeric literal");
        }
        if (mistake == null && (take('e') || take('E'))) {
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

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                wrong("in literal " + word + " (expecting '" + word.charAt(i) + "')");
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
        mistake = "unexpected end of JSON input";
        return false;
    }

    private boolean wrong(String where) {
        mistake = "invalid character " + quoted(at < text.length ? text[at] & 0xff : ' ') + " " + where;
        return false;
    }

    // Go takes the single byte for a character, so the first byte of a BOM is named 'ï'.
    private static String quoted(int c) {
        return c == '"' ? "'\"'" : GoQuote.quoteRune(c);
    }

    private void skipBlanks() {
        while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
            at++;
        }
    }
}
