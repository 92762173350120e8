package io.jm.cli;

/**
 * Marks what docker-machine 0.16.2 does not have. It works under either name of the program, but help does not list it
 * under the name docker-machine, because scripts and tests compare those lists. Commands and their options are marked in
 * their annotations, with attributes of picocli that jm's own help does not need; the constants are compiled into them, so
 * this class is never loaded. Drivers mark their options with {@code asAddition()}.
 */
public final class Addition {
    /** As {@code descriptionHeading} of a command: docker-machine lacks the command. */
    public static final String COMMAND = "addition";

    /** As {@code descriptionHeading} of a command: docker-machine's help has no description of it. */
    public static final String DESCRIPTION = "addition: description";

    /** As {@code order} of an option: docker-machine lacks the option. */
    public static final int OPTION = 1_000_001;

    private Addition() {}
}
