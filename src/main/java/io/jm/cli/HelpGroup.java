package io.jm.cli;

import java.util.List;

/**
 * Titles of the groups in which help lists the commands. A command names its group as {@code headerHeading} of its
 * annotation; constants cost no class at run time.
 */
public final class HelpGroup {
    public static final String CREATE = "Create and remove machines";
    public static final String SHOW = "Show machines";
    public static final String CONNECT = "Connect to machines";
    public static final String POWER = "Start and stop machines";
    public static final String MAINTAIN = "Maintain engines and certificates";
    public static final String OTHER = "Other commands";

    private HelpGroup() {}

    /** Returns all titles in the order of the program's help. */
    static List<String> all() {
        return List.of(CREATE, SHOW, CONNECT, POWER, MAINTAIN, OTHER);
    }
}
