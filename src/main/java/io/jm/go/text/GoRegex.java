package io.jm.go.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jm.base.JmException;

/** A regular expression in Go's syntax (RE2), matched in linear time. */
public final class GoRegex {
    private final Pattern pattern;

    private GoRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws JmException {@code error parsing regexp: …} with Go's error message
     */
    public static GoRegex compile(String expression) {
        RegexBounds.check(expression);
        try {
            return new GoRegex(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new JmException("error parsing regexp: " + description(expression, e), e);
        }
    }

    // RE2/J has Go's messages with two exceptions: an unmatched ")" is an internal error, and it accepts "(?<name>".
    private static String description(String expression, PatternSyntaxException e) {
        if (e.getDescription().endsWith("internal error")) {
            return "unexpected ): `" + expression + "`";
        }
        String part = e.getPattern() == null ? "" : e.getPattern();
        if (part.startsWith("(?<")) {
            return "invalid or unsupported Perl syntax: `(?<`";
        }
        return e.getDescription() + ": `" + part + "`";
    }

    /** Returns whether the expression matches anywhere in the text. */
    public boolean find(String text) {
        return pattern.matcher(text).find();
    }
}
