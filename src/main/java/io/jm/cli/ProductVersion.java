package io.jm.cli;

import io.jm.os.Environment;

/** Provides the version that the program reports. */
public final class ProductVersion {
    private static final String OWN_NUMBER = "0.1.0";
    private static final String OWN = OWN_NUMBER + ", build jm";
    private static final String DOCKER_MACHINE = "0.16.2, build bd45ab13";

    private ProductVersion() {}

    /** Returns the version line; called as docker-machine it is docker-machine's, because scripts compare it. */
    public static String line(Environment environment) {
        return environment.programName() + " version " + number(environment);
    }

    /** Returns jm's own version, under any name. */
    public static String ownNumber() {
        return OWN_NUMBER;
    }

    /** Returns jm's own name and version, under any name. */
    public static String own() {
        return "jm " + OWN_NUMBER;
    }

    /** Returns how jm introduces itself to servers, under any name. */
    static String userAgent() {
        return "jm/" + OWN_NUMBER;
    }

    static String number(Environment environment) {
        return environment.calledAsDockerMachine() ? DOCKER_MACHINE : OWN;
    }
}
