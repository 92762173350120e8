package io.jm.go.text;

import io.jm.base.JmException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses an expression that would grow without measure when it is compiled, in Go's words: counted repetitions that
 * come to more than 1000 within each other, groups nested deeper than that, and more than {@value #MOST_PARTS} parts.
 * Everything else that is wrong with an expression is left to its compiler.
 */
final class RegexBounds {
    private static final int MOST_REPEATS = 1000;
    private static final int DEEPEST = 1000;
    private static final int MOST_PARTS = 100_000;

    private final String expression;
    private final Deque<Part> open = new ArrayDeque<>();
    private Part group = new Part(1, 0);
    private Part last = new Part(1, 0);
    private int at;

    private RegexBounds(String expression) {
        this.expression = expression;
    }

    /**
     * What has been read of a group, or its last element.
     *
     * @param repeats the most that counted repetitions within it come to
     * @param size its parts when every repetition is written out
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
                    // a loop, which costs no parts
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

    /** Counts the last element in, which nothing can repeat any more. */
    private void end() {
        group = group.with(last);
        last = new Part(1, 0);
        if (group.size > MOST_PARTS) {
            throw refused("expression too large", expression);
        }
    }

    private void open() {
        end();
        open.push(group);
        group = new Part(1, 0);
        if (open.size() > DEEPEST) {
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
            // no repetition, and so a brace
            element(at);
            return;
        }
        at = close + 1;
        Part repeated = new Part(last.repeats * Math.max(1, times), last.size * Math.max(1, times));
        if (times > 1 && times <= MOST_REPEATS && repeated.repeats > MOST_REPEATS) {
            throw refused("invalid repeat count", expression.substring(start, at));
        }
        if (repeated.size > MOST_PARTS) {
            throw refused("expression too large", expression);
        }
        last = repeated;
    }

    /** The larger of the numbers in {@code n}, {@code n,} or {@code n,m}; negative if it is none of these. */
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

    /** The end of a class; a bracket that comes first stands for itself, and so does one within {@code [:name:]}. */
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

    /** The end of an escape, of which {@code \Q…\E} quotes many characters. */
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
