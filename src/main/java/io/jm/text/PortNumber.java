package io.jm.text;

import io.jm.base.JmException;

/** Checks TCP port numbers. */
public final class PortNumber {
    /** The highest port. */
    public static final int LAST = 65_535;

    private PortNumber() {}

    /** Returns whether the number is a valid port; 0 is valid and means that none was chosen. */
    public static boolean isPossible(long number) {
        return number >= 0 && number <= LAST;
    }

    /** Returns whether the number is a port to connect to, from 1 to 65535. */
    public static boolean isPort(long number) {
        return number > 0 && isPossible(number);
    }

    /**
     * Returns the number as a port; 0 is valid and means that none was chosen.
     *
     * @param name the source of the number for the error message, such as {@code --generic-ssh-port}
     * @throws JmException if the number is not from 0 to 65535
     */
    public static int of(String name, long number) {
        if (!isPossible(number)) {
            throw new JmException(name + " must be a port from 1 to " + LAST + ", not " + number);
        }
        return (int) number;
    }

    /**
     * Parses the port of a URL.
     *
     * @param digits decimal digits only, as {@link io.jm.go.text.GoUrl} guarantees
     * @throws JmException if the number is above 65535
     */
    public static int parse(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length() && isPossible(number); i++) {
            number = number * 10 + (digits.charAt(i) - '0');
        }
        if (!isPossible(number)) {
            throw new JmException(
                    "invalid port " + Printable.excerpt(digits, 20) + ": ports are numbers from 1 to " + LAST);
        }
        return number;
    }
}
