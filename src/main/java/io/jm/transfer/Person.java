package io.jm.transfer;

import io.jm.base.UsageException;
import io.jm.text.Printable;

/**
 * Somebody to whom access is given; the organization in the client certificate.
 *
 * @param name letters of ASCII, digits and {@code . _ @ -}, at most 64, as X.509 allows
 */
public record Person(String name) {
    private static final int MAX_LENGTH = 64;

    /**
     * Checks the name.
     *
     * @throws UsageException if a certificate, a table or a file name could not have it
     */
    public static Person of(String name) {
        boolean valid = !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && isAlphanumeric(name.charAt(0))
                && name.chars().allMatch(c -> isAlphanumeric(c) || "._@-".indexOf(c) >= 0);
        if (!valid) {
            throw new UsageException("Error: --for is a name of letters, digits and . _ @ -, at most " + MAX_LENGTH
                    + " of them, not \"" + Printable.excerpt(name, MAX_LENGTH) + "\"");
        }
        return new Person(name);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
