package io.jm.lifecycle;

import java.util.regex.Pattern;

/**
 * Understands what a provider says when it is asked to remove what it no longer has. Something else may be missing just
 * as well: the plugin, a program that it calls, a host name. Then the instance may still be there.
 */
final class GoneInstance {
    private static final Pattern GONE = Pattern.compile("not[ _-]?found|not be found", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOMETHING_ELSE = Pattern.compile(
            "^driver |command not found|executable|\\bpath\\b|make sure|\\bhost not found|(file|page|endpoint|route) not found",
            Pattern.CASE_INSENSITIVE);

    private GoneInstance() {}

    static boolean isToldBy(String complaint) {
        return GONE.matcher(complaint).find()
                && !SOMETHING_ELSE.matcher(complaint).find();
    }
}
