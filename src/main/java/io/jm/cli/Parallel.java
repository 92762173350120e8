package io.jm.cli;

import io.jm.base.UsageException;

/** The option {@code --parallel}: how many machines a command handles at the same time. */
public final class Parallel {
    private static final int MAX = 256;

    private Parallel() {}

    /**
     * Returns the number.
     *
     * @throws UsageException if it is less than 1 or more than {@value #MAX}
     */
    public static int checked(long number) {
        if (number < 1 || number > MAX) {
            throw new UsageException("Error: --parallel must be a number from 1 to " + MAX);
        }
        return (int) number;
    }
}
