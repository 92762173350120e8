package io.jm.text;

import io.jm.base.JmException;

/** The one place that says which numbers can be a TCP port. */
public final class PortNumber {
    private static final int LAST = 65_535;

    private PortNumber() {}

    /**
     * The number, which may be 0 where nothing else was chosen.
     *
     * @param name what the number was given as, such as {@code --generic-ssh-port}
     * @throws JmException if no port has this number
     */
    public static int of(String name, long number) {
        if (number < 0 || number > LAST) {
            throw new JmException(name + " must be a port from 1 to " + LAST + ", not " + number);
        }
        return (int) number;
    }

    /**
     * The port of a URL, of which only the digits are known to be right.
     *
     * @throws JmException in Go's words, for example {@code address 70000: invalid port}
     */
    public static int parse(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length() && number <= LAST; i++) {
            number = number * 10 + (digits.charAt(i) - '0');
        }
        if (number > LAST) {
            throw new JmException("address " + Printable.excerpt(digits, 20) + ": invalid port");
        }
        return number;
    }
}
