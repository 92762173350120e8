package io.jm.driver;

/**
 * A driver's name that was looked at before it becomes part of a program's name, of a variable or of a message. Names
 * come from the command line and from config.json, which others may have written.
 *
 * @param text letters and digits of ASCII and {@code . _ - + @}
 */
public record DriverName(String text) {
    /** With what stands before it, it is still a file name on every system. */
    private static final int LONGEST = 200;

    /**
     * Takes a name from outside.
     *
     * @throws DriverNotFoundException if no driver can have that name
     */
    public static DriverName of(String text) {
        if (text.isEmpty()) {
            throw new DriverNotFoundException(text);
        }
        if (text.length() > LONGEST) {
            throw new DriverNotFoundException(text, "A driver's name has at most " + LONGEST + " characters.");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                throw new DriverNotFoundException(
                        text, "A driver's name consists of letters and digits of ASCII and . _ - + @ only.");
            }
        }
        return new DriverName(text);
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-+@".indexOf(c) >= 0;
    }
}
