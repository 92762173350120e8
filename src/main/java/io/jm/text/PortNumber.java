package io.jm.text;

import io.jm.base.JmException;

/** The one place that says which numbers can be a TCP port. */
public final class PortNumber {
    private static final int LAST = 65_535;

    private PortNumber() {}

    /** Whether the number can be a port; 0 can, where nothing else was chosen. */
    public static boolean isPossible(long number) {
        return number >= 0 && number <= LAST;
    }

    /**
     * The number, which may be 0 where nothing else was chosen.
     *
     * @param name what the number was given as, such as {@code --generic-ssh-port}
     * @throws JmException if no port has this number
     */
    public static int of(String name, long number) {
        if (!isPossible(number)) {
            throw new JmException(name + " must be a port from 1 to " + LAST + ", not " + number);
        }
        return (int) number;
    }

    /**
     * The port of a URL, of which only the digits are known to be right.
     *
     * @throws JmException that says which numbers there are
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
