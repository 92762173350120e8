package io.jm.plugin;

import java.util.regex.Pattern;

/**
 * Recognizes the error of a plugin whose provider no longer has the instance that it is asked about; the protocol has nothing
 * but the text for that. Other things may be missing as well: a program that the plugin runs, a host name; then the instance
 * may still exist.
 */
final class GoneInstance {
    private static final Pattern GONE =
            Pattern.compile("not[ _-]?found|not be found|^machine does not exist$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOMETHING_ELSE = Pattern.compile(
            "^driver |command not found|executable|\\bpath\\b|make sure|\\bhost not found|(file|page|endpoint|route) not found",
            Pattern.CASE_INSENSITIVE);

    private GoneInstance() {}

    static boolean matches(String error) {
        return GONE.matcher(error).find() && !SOMETHING_ELSE.matcher(error).find();
    }
}
