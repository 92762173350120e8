package io.jm.text;

/**
 * A shell pattern (glob) for one file name: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and a backslash that
 * escapes the next character. Matching takes at most time proportional to the product of both lengths, since the names
 * may come from an untrusted peer. As in a shell, a leading dot is matched only by a dot.
 */
public final class Wildcard {
    private final int[] pattern;

    private Wildcard(int[] pattern) {
        this.pattern = pattern;
    }

    public static Wildcard of(String pattern) {
        return new Wildcard(pattern.codePoints().toArray());
    }

    /** Returns whether the path contains {@code *}, {@code ?} or {@code [}. */
    public static boolean isPattern(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
    }

    public boolean matches(String text) {
        int[] name = text.codePoints().toArray();
        if (name.length > 0 && name[0] == '.' && !startsWithDot()) {
            return false;
        }
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length && matchesOne(p, name[n])) {
                p = end(p);
                n++;
            } else if (star >= 0) {
                // let the last star match one more character; no earlier star needs to be tried again
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    private boolean startsWithDot() {
        return pattern.length > 0
                && (pattern[0] == '.' || pattern.length > 1 && pattern[0] == '\\' && pattern[1] == '.');
    }

    /** Returns the index after the pattern element that starts at {@code p}. */
    private int end(int p) {
        if (pattern[p] == '\\' && p + 1 < pattern.length) {
            return p + 2;
        }
        int close = pattern[p] == '[' ? close(p) : -1;
        return close < 0 ? p + 1 : close + 1;
    }

    private boolean matchesOne(int p, int c) {
        switch (pattern[p]) {
            case '?':
                return true;
            case '\\':
                return p + 1 < pattern.length ? pattern[p + 1] == c : c == '\\';
            case '[':
                int close = close(p);
                return close < 0 ? c == '[' : inSet(p + 1, close, c);
            default:
                return pattern[p] == c;
        }
    }

    /** Returns the index of the {@code ]} that closes the set at {@code p}; -1 if the {@code [} is literal. */
    private int close(int p) {
        int i = p + 1;
        if (i < pattern.length && isNegation(pattern[i])) {
            i++;
        }
        // a leading ] is a member of the set
        for (i++; i < pattern.length; i++) {
            if (pattern[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNegation(int c) {
        return c == '!' || c == '^';
    }

    private boolean inSet(int from, int to, int c) {
        boolean negated = isNegation(pattern[from]);
        int i = negated ? from + 1 : from;
        boolean found = false;
        while (i < to) {
            boolean range = i + 2 < to && pattern[i + 1] == '-';
            int last = range ? pattern[i + 2] : pattern[i];
            found |= c >= pattern[i] && c <= last;
            i += range ? 3 : 1;
        }
        return found != negated;
    }
}
