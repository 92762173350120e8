package io.jm.machine;

import io.jm.base.JmException;
import org.jspecify.annotations.Nullable;

/** The names that a new machine may have: its host gets the same name. */
public final class MachineName {
    private MachineName() {}

    /**
     * Checks a name.
     *
     * @throws JmException if it is missing, or has other characters than letters, digits, '-' and '.'
     */
    public static void require(@Nullable String name) {
        if (name == null || !isValid(name)) {
            throw new JmException("Error creating machine: Invalid hostname specified. "
                    + "Allowed hostname chars are: 0-9a-zA-Z . -");
        }
    }

    /** Returns whether it is a letter or digit, and then letters, digits, '-' and '.'. */
    public static boolean isValid(String name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean letter = character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9';
            if (!letter && (i == 0 || character != '-' && character != '.')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
