package io.jm.console;

import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Setting;

/** Decides whether output is coloured, by the conventions of no-color.org and bixense.com/clicolors. */
public final class Colours {
    private Colours() {}

    /**
     * Returns whether to colour what is printed to a standard stream.
     *
     * @param stream 1 for standard output, 2 for standard error
     */
    public static boolean areWanted(Environment environment, int stream) {
        if (!environment.get(Setting.NO_COLOR).isEmpty()) {
            return false;
        }
        String forced = environment.get(Setting.CLICOLOR_FORCE);
        if (!forced.isEmpty() && !forced.equals("0")) {
            return true;
        }
        return !environment.get(Setting.CLICOLOR).equals("0")
                && !environment.get(Setting.TERM).equals("dumb")
                && Programs.isTerminal(stream);
    }
}
