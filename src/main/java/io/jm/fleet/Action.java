package io.jm.fleet;

import java.util.Locale;

/** What is to be done with a machine. */
public enum Action {
    /** It is made, or its creation goes on. */
    CREATE('+'),
    /** It stays, and changes. */
    CHANGE('~'),
    /** It must be removed and made again. */
    REPLACE('!'),
    /** It stays as it is. */
    KEEP('='),
    /** It is in the group, and not in the file. */
    EXTRA('-');

    private final char sign;

    Action(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }

    /** Returns the name in JSON. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
