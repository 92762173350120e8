package io.jm.go.text;

import io.jm.base.JmException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rejects expressions that would need too much memory when compiled, with Go's error messages: nested repetition counts
 * above 1000 in total, groups nested more than 1000 levels deep, and more than {@value #MAX_PARTS} parts. All other
 * syntax errors are left to the compiler.
 */
final class RegexBounds {
    private static final int MAX_REPEATS = 1000;
    private static final int MAX_DEPTH = 1000;
    private static final int MAX_PARTS = 100_000;

    private final String expression;
    private final Deque<Part> open = new ArrayDeque<>();
    private Part group = new Part(1, 0);
    private Part last = new Part(1, 0);
    private int at;

    private RegexBounds(String expression) {
        this.expression = expression;
    }

    /**
     * The part of a group that has been read so far, or its last element.
     *
     * @param repeats the largest product of nested repetition counts in it
     * @param size the number of parts after all repetitions are expanded
     */
    private record Part(long repeats, long size) {
        Part with(Part next) {
            return new Part(Math.max(repeats, next.repeats), size + next.size);
        }
    }

    /**
     * Checks an expression.
     *
     * @throws JmException {@code error parsing regexp: …}
     */
    static void check(String expression) {
        new RegexBounds(expression).read();
    }

    private void read() {
        while (at < expression.length()) {
            char c = expression.charAt(at);
            int start = at;
            at++;
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat(start);
                case '*', '+', '?' -> {
                    // a loop adds no parts
                }
                case '[' -> element(endOfClass());
                case '\\' -> element(endOfEscape());
                default -> element(at);
            }
        }
        end();
    }

    private void element(int end) {
        end();
        last = new Part(1, 1);
        at = end;
    }

    /** Adds the last element to its group, since no repetition can follow it any more. */
    private void end() {
        group = group.with(last);
        last = new Part(1, 0);
        if (group.size > MAX_PARTS) {
            throw refused("expression too large", expression);
        }
    }

    private void open() {
        end();
        open.push(group);
        group = new Part(1, 0);
        if (open.size() > MAX_DEPTH) {
            throw refused("expression nests too deeply", expression);
        }
    }

    private void close() {
        end();
        if (!open.isEmpty()) {
            last = group;
            group = open.pop();
        }
    }

    private void repeat(int start) {
        int close = expression.indexOf('}', start);
        long times = close < 0 ? -1 : times(expression.substring(start + 1, close));
        if (times < 0) {
            // not a repetition: a literal brace
            element(at);
            return;
        }
        at = close + 1;
        Part repeated = new Part(last.repeats * Math.max(1, times), last.size * Math.max(1, times));
        if (times > 1 && times <= MAX_REPEATS && repeated.repeats > MAX_REPEATS) {
            throw refused("invalid repeat count", expression.substring(start, at));
        }
        if (repeated.size > MAX_PARTS) {
            throw refused("expression too large", expression);
        }
        last = repeated;
    }

    /** Returns the largest number in {@code n}, {@code n,} or {@code n,m}; negative for any other text. */
    private static long times(String text) {
        int comma = text.indexOf(',');
        long least = number(comma < 0 ? text : text.substring(0, comma));
        if (comma < 0 || comma == text.length() - 1 || least < 0) {
            return least;
        }
        long most = number(text.substring(comma + 1));
        return most < 0 ? most : Math.max(least, most);
    }

    private static long number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /** Returns the end of a character class; a leading {@code ]} is literal, and {@code [:name:]} is skipped. */
    private int endOfClass() {
        int i = at;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        for (boolean first = true; i < expression.length(); i++, first = false) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (expression.startsWith("[:", i)) {
                int named = expression.indexOf(":]", i + 2);
                i = named < 0 ? i : named + 1;
            } else if (c == ']' && !first) {
                return i + 1;
            }
        }
        return expression.length();
    }

    /** Returns the end of an escape; {@code \Q…\E} quotes several characters. */
    private int endOfEscape() {
        if (at < expression.length() && expression.charAt(at) == 'Q') {
            int end = expression.indexOf("\\E", at);
            int quoted = (end < 0 ? expression.length() : end) - at - 1;
            group = group.with(new Part(1, quoted));
            return end < 0 ? expression.length() : end + 2;
        }
        boolean braces =
                expression.startsWith("x{", at) || expression.startsWith("p{", at) || expression.startsWith("P{", at);
        int close = braces ? expression.indexOf('}', at) : -1;
        return close < 0 ? Math.min(at + 1, expression.length()) : close + 1;
    }

    private static JmException refused(String reason, String part) {
        return new JmException("error parsing regexp: " + reason + ": `" + part + "`");
    }
}
