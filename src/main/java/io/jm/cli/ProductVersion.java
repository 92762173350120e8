package io.jm.cli;

import io.jm.os.Environment;

/** How the program names itself and its version. */
public final class ProductVersion {
    private static final String OWN = "0.1.0, build jm";
    private static final String ORIGINAL = "0.16.2, build bd45ab13";

    private ProductVersion() {}

    /** The version line; called as docker-machine it is the original's, since scripts compare it. */
    public static String line(Environment environment) {
        return environment.programName() + " version " + number(environment);
    }

    static String number(Environment environment) {
        return environment.calledAsDockerMachine() ? ORIGINAL : OWN;
    }
}
