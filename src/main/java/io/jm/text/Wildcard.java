package io.jm.text;

/**
 * A shell's pattern for one name: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and a backslash that takes the
 * meaning from what follows. The time it takes grows with the product of both lengths and never faster, since the names
 * may be a peer's. A name that begins with a dot is matched only by a dot.
 */
public final class Wildcard {
    private final int[] pattern;

    private Wildcard(int[] pattern) {
        this.pattern = pattern;
    }

    public static Wildcard of(String pattern) {
        return new Wildcard(pattern.codePoints().toArray());
    }

    /** Whether a path has a character that makes it a pattern. */
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
                // the last star takes one more; an earlier one can gain nothing by that
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

    /** Where the element that begins at {@code p} ends. */
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

    /** The bracket that ends the set which begins at {@code p}; -1 if there is none and the bracket is a plain character. */
    private int close(int p) {
        int i = p + 1;
        if (i < pattern.length && isNot(pattern[i])) {
            i++;
        }
        // a bracket that stands first is a member
        for (i++; i < pattern.length; i++) {
            if (pattern[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNot(int c) {
        return c == '!' || c == '^';
    }

    private boolean inSet(int from, int to, int c) {
        boolean not = isNot(pattern[from]);
        int i = not ? from + 1 : from;
        boolean found = false;
        while (i < to) {
            boolean range = i + 2 < to && pattern[i + 1] == '-';
            int last = range ? pattern[i + 2] : pattern[i];
            found |= c >= pattern[i] && c <= last;
            i += range ? 3 : 1;
        }
        return found != not;
    }
}
