package io.jm.provision.host;

/**
 * Masks secrets in text for the log: private keys, passwords in URLs, and the values of names such as {@code token}.
 * It scans the text once and uses no regular expressions, because a host can make the text long and hard to match.
 */
final class Secrets {
    private static final String MASK = "<REDACTED>";
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String[] NAMES = {
        "password", "passwd", "secret", "token", "apikey", "api-key", "api_key", "authorization: bearer"
    };

    private final String text;
    private final StringBuilder out;

    private Secrets(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    /** Returns the text with {@code <REDACTED>} in place of each secret. */
    static String mask(String text) {
        return new Secrets(withoutKeys(text)).masked();
    }

    /** Masks PEM blocks first, because masking another secret could overwrite the start of a block. */
    private static String withoutKeys(String text) {
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int copied = 0;
        while (begin >= 0) {
            out.append(text, copied, begin).append(MASK);
            int end = text.indexOf(END, begin);
            int close = end < 0 ? -1 : text.indexOf(DASHES, end + END.length());
            copied = close < 0 ? text.length() : close + DASHES.length();
            begin = text.indexOf(BEGIN, copied);
        }
        return out.append(text, copied, text.length()).toString();
    }

    private String masked() {
        int at = 0;
        while (at < text.length()) {
            int next = text.charAt(at) == ':' ? urlPassword(at) : assignment(at);
            if (next == at) {
                out.append(text.charAt(at));
                next++;
            }
            at = next;
        }
        return out.toString();
    }

    /** Copies {@code ://user:} and masks the password before an {@code @}; returns the next index. */
    private int urlPassword(int at) {
        if (!text.startsWith("://", at)) {
            return at;
        }
        int user = partOfUrl(at + 3, true);
        if (!is(user, ':')) {
            return at;
        }
        int password = partOfUrl(user + 1, false);
        if (!is(password, '@')) {
            return at;
        }
        out.append(text, at, user + 1).append(MASK);
        return password;
    }

    /** Returns the end of a user name or password in a URL. */
    private int partOfUrl(int start, boolean endsAtColon) {
        int at = start;
        while (at < text.length() && !isBlank(at) && !is(at, '/') && !is(at, '@') && !(endsAtColon && is(at, ':'))) {
            at++;
        }
        return at;
    }

    /** Copies the name of a secret and masks its value; returns the next index. */
    private int assignment(int at) {
        int name = nameAt(at);
        if (name == 0) {
            return at;
        }
        int end = at + name;
        while (end < text.length() && isPartOfName(text.charAt(end))) {
            end++;
        }
        int value = valueAfter(end);
        out.append(text, at, value);
        if (value == end) {
            // the rest of the same name has no value either
            return end;
        }
        char before = text.charAt(value - 1);
        char quote = before == '"' || before == '\'' ? before : '\0';
        int stop = value;
        while (stop < text.length() && !endsValue(stop, quote)) {
            stop++;
        }
        if (stop > value) {
            out.append(MASK);
        }
        return stop;
    }

    private int nameAt(int at) {
        for (String name : NAMES) {
            if (text.regionMatches(true, at, name, 0, name.length())) {
                return name.length();
            }
        }
        return 0;
    }

    /**
     * Returns the start of the value after {@code =}, {@code :} or a space, inside quotes; {@code end} if there is
     * none.
     */
    private int valueAfter(int end) {
        // a name in quotes, as in JSON
        int at = is(end, '"') || is(end, '\'') ? end + 1 : end;
        if (!is(at, '=') && !is(at, ':') && !is(at, ' ')) {
            return end;
        }
        at++;
        while (at < text.length() && isBlank(at)) {
            at++;
        }
        return is(at, '"') || is(at, '\'') ? at + 1 : at;
    }

    private boolean endsValue(int at, char quote) {
        char c = text.charAt(at);
        return quote == '\0' ? isBlank(at) || c == '"' || c == '\'' : c == quote || c == '\n';
    }

    private static boolean isPartOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    private boolean isBlank(int at) {
        char c = text.charAt(at);
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private boolean is(int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
