package io.jm.lifecycle;

import java.util.regex.Pattern;

/**
 * Recognizes the error of a provider that no longer has the instance it is asked to remove. Other things may be missing
 * as well: the plugin, a program that it runs, a host name; then the instance may still exist.
 */
final class GoneInstance {
    private static final Pattern GONE = Pattern.compile("not[ _-]?found|not be found", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOMETHING_ELSE = Pattern.compile(
            "^driver |command not found|executable|\\bpath\\b|make sure|\\bhost not found|(file|page|endpoint|route) not found",
            Pattern.CASE_INSENSITIVE);

    private GoneInstance() {}

    static boolean matches(String error) {
        return GONE.matcher(error).find() && !SOMETHING_ELSE.matcher(error).find();
    }
}
