package io.jm.go.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jm.base.JmException;

/** A regular expression with Go's syntax, matched in linear time. */
public final class GoRegex {
    private final Pattern pattern;

    private GoRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @throws JmException {@code error parsing regexp: …} in Go's words
     */
    public static GoRegex compile(String expression) {
        RegexBounds.check(expression);
        try {
            return new GoRegex(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new JmException("error parsing regexp: " + mistake(expression, e), e);
        }
    }

    // RE2/J speaks Go's words but for these two: a lone ")" is an internal error to it, and it knows "(?<name>".
    private static String mistake(String expression, PatternSyntaxException e) {
        if (e.getDescription().endsWith("internal error")) {
            return "unexpected ): `" + expression + "`";
        }
        String part = e.getPattern() == null ? "" : e.getPattern();
        if (part.startsWith("(?<")) {
            return "invalid or unsupported Perl syntax: `(?<`";
        }
        return e.getDescription() + ": `" + part + "`";
    }

    /** Whether the expression matches anywhere in the text. */
    public boolean find(String text) {
        return pattern.matcher(text).find();
    }
}
