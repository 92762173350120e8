package io.jm.dockercli;

import java.util.regex.Pattern;

/** The names of docker contexts, as docker's CLI accepts them. */
public final class ContextName {
    /** The name of the context that docker always has, and that cannot be made. */
    public static final String DEFAULT = "default";

    private static final String PREFIX = "jm-";
    /** docker/cli, cli/context/store: restrictedNamePattern. */
    private static final Pattern ACCEPTED = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.+-]+");

    private ContextName() {}

    /** Returns whether docker accepts a context of that name. */
    public static boolean isAccepted(String name) {
        return !name.equals(DEFAULT) && ACCEPTED.matcher(name).matches();
    }

    /** Returns the context's name for a machine: the machine's, with a prefix if docker does not accept it. */
    public static String of(String machine) {
        return isAccepted(machine) ? machine : PREFIX + machine;
    }
}
