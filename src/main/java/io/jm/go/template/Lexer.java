package io.jm.go.template;

import io.jm.go.template.Token.Kind;
import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a template into tokens; stops at the first error. */
final class Lexer {
    private static final int END = -1;

    private final String input;
    private final List<Token> tokens = new ArrayList<>();
    private int start;
    private int at;
    private int line = 1;
    private int parens;

    Lexer(String input) {
        this.input = input;
    }

    /** Returns the tokens; the last is the end of the text or an error. */
    List<Token> tokens() {
        while (text()) {
            if (!action()) {
                return tokens;
            }
        }
        return tokens;
    }

    /** Reads literal text; returns false at the end of the template. */
    private boolean text() {
        int delimiter = input.indexOf("{{", at);
        if (delimiter < 0) {
            at = input.length();
            if (at > start) {
                emit(Kind.TEXT);
            }
            emit(Kind.END_OF_TEXT);
            return false;
        }
        int end = delimiter;
        if (trimsLeft(delimiter)) {
            while (end > start && isSpace(input.charAt(end - 1))) {
                end--;
            }
        }
        at = end;
        if (at > start) {
            emit(Kind.TEXT);
        }
        at = delimiter;
        skip();
        return true;
    }

    private boolean trimsLeft(int delimiter) {
        return input.startsWith("-", delimiter + 2)
                && delimiter + 3 < input.length()
                && isSpace(input.charAt(delimiter + 3));
    }

    /** Reads a comment or an action; returns false after an error. */
    private boolean action() {
        int inside = at + (trimsLeft(at) ? 4 : 2);
        if (input.startsWith("/*", inside)) {
            return comment(inside);
        }
        at += 2;
        emit(Kind.LEFT);
        at = inside;
        skip();
        parens = 0;
        while (true) {
            int closing = closing(at);
            if (closing > 0) {
                return parens == 0 ? right(closing) : error("unclosed left paren");
            }
            if (!token()) {
                return false;
            }
        }
    }

    private boolean comment(int inside) {
        int end = input.indexOf("*/", inside);
        if (end < 0) {
            return error("unclosed comment");
        }
        at = end + 2;
        int closing = closing(at);
        if (closing == 0) {
            return error("comment ends before closing delimiter");
        }
        at += closing;
        if (closing > 2) {
            skipSpaces();
        }
        skip();
        return true;
    }

    private boolean right(int closing) {
        at += closing - 2;
        skip();
        at += 2;
        emit(Kind.RIGHT);
        if (closing > 2) {
            skipSpaces();
            skip();
        }
        return true;
    }

    /** Returns the length of the closing delimiter at {@code position} with its trim marker; 0 if there is none. */
    private int closing(int position) {
        if (input.startsWith("}}", position)) {
            return 2;
        }
        boolean trims =
                position < input.length() && isSpace(input.charAt(position)) && input.startsWith("-}}", position + 1);
        return trims ? 4 : 0;
    }

    private boolean token() {
        int c = next();
        switch (c) {
            case END:
                return error("unclosed action");
            case ' ', '\t', '\r', '\n':
                while (at < input.length() && isSpace(input.charAt(at)) && closing(at) == 0) {
                    at++;
                }
                return emit(Kind.SPACE);
            case '=':
                return emit(Kind.ASSIGN);
            case ':':
                return next() == '=' ? emit(Kind.DECLARE) : error("expected :=");
            case '|':
                return emit(Kind.PIPE);
            case '"':
                return quoted('"', "unterminated quoted string", Kind.STRING);
            case '\'':
                return quoted('\'', "unterminated character constant", Kind.CHAR_CONSTANT);
            case '`':
                return raw();
            case '$':
                return name(Kind.VARIABLE, Kind.VARIABLE);
            case '(':
                parens++;
                return emit(Kind.LEFT_PAREN);
            case ')':
                parens--;
                emit(Kind.RIGHT_PAREN);
                return parens >= 0 || error("unexpected right paren " + unicode(c));
            default:
                return other(c);
        }
    }

    private boolean other(int c) {
        if (c == '.' && peek() != END && !isDigit(peek())) {
            return name(Kind.FIELD, Kind.DOT);
        }
        if (c == '.' || c == '+' || c == '-' || isDigit(c)) {
            at--;
            return number();
        }
        if (isIdentifierPart(c)) {
            return identifier();
        }
        if (c < 0x7f && c >= ' ') {
            return emit(Kind.CHAR);
        }
        return error("unrecognized character in action: " + unicode(c));
    }

    private boolean quoted(char mark, String message, Kind kind) {
        while (true) {
            int c = next();
            if (c == '\\') {
                c = next();
                if (c != END && c != '\n') {
                    continue;
                }
            }
            if (c == END || c == '\n') {
                return error(message);
            }
            if (c == mark) {
                return emit(kind);
            }
        }
    }

    private boolean raw() {
        int end = input.indexOf('`', at);
        if (end < 0) {
            at = input.length();
            return error("unterminated raw quoted string");
        }
        at = end + 1;
        return emit(Kind.RAW_STRING);
    }

    /** Reads a field or variable; {@code bare} is the kind if no name follows. */
    private boolean name(Kind kind, Kind bare) {
        if (isTerminator()) {
            return emit(bare);
        }
        while (isIdentifierPart(peek())) {
            next();
        }
        return isTerminator() ? emit(kind) : badCharacter();
    }

    private boolean identifier() {
        while (isIdentifierPart(peek())) {
            next();
        }
        if (!isTerminator()) {
            return badCharacter();
        }
        return emit(
                switch (input.substring(start, at)) {
                    case "block",
                            "break",
                            "continue",
                            "define",
                            "else",
                            "end",
                            "if",
                            "nil",
                            "range",
                            "template",
                            "with" -> Kind.KEYWORD;
                    case "true", "false" -> Kind.BOOL;
                    default -> Kind.IDENTIFIER;
                });
    }

    private boolean number() {
        boolean good = scanNumber();
        if (good && (peek() == '+' || peek() == '-')) {
            // Two numbers in a row are a complex number, which no template data contains.
            good = scanNumber() && input.charAt(at - 1) == 'i';
        }
        return good ? emit(Kind.NUMBER) : error("bad number syntax: " + GoQuote.quote(input.substring(start, at)));
    }

    private boolean scanNumber() {
        accept("+-");
        String digits = "0123456789_";
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
            } else if (accept("oO")) {
                digits = "01234567_";
            } else if (accept("bB")) {
                digits = "01_";
            }
        }
        acceptRun(digits);
        if (accept(".")) {
            acceptRun(digits);
        }
        if (accept(digits.length() == 11 ? "eE" : digits.length() == 23 ? "pP" : "")) {
            accept("+-");
            acceptRun("0123456789_");
        }
        accept("i");
        if (isIdentifierPart(peek())) {
            next();
            return false;
        }
        return true;
    }

    private boolean accept(String characters) {
        int c = peek();
        boolean good = c != END && characters.indexOf(c) >= 0;
        at += good ? 1 : 0;
        return good;
    }

    private void acceptRun(String characters) {
        while (accept(characters)) {
            // accept() advances
        }
    }

    private boolean isTerminator() {
        int c = peek();
        return c == END || c < 0x80 && (isSpace((char) c) || ".,|:()".indexOf(c) >= 0) || input.startsWith("}}", at);
    }

    private boolean badCharacter() {
        return error("bad character " + unicode(peek()));
    }

    private int peek() {
        return at < input.length() ? input.codePointAt(at) : END;
    }

    private int next() {
        int c = peek();
        at += c == END ? 0 : Character.charCount(c);
        return c;
    }

    private void skipSpaces() {
        while (at < input.length() && isSpace(input.charAt(at))) {
            at++;
        }
    }

    private boolean emit(Kind kind) {
        tokens.add(new Token(kind, start, input.substring(start, at), line));
        skip();
        return true;
    }

    private void skip() {
        for (int i = start; i < at; i++) {
            line += input.charAt(i) == '\n' ? 1 : 0;
        }
        start = at;
    }

    private boolean error(String message) {
        tokens.add(new Token(Kind.ERROR, start, message, line));
        return false;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIdentifierPart(int c) {
        return c == '_'
                || c != END && (Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER);
    }

    /** Formats a character like Go's {@code %#U}. */
    private static String unicode(int c) {
        String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        String code = "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
        return GoQuote.isPrintable(c) ? code + " '" + Character.toString(c) + "'" : code;
    }
}
