package io.jm.cli;

/**
 * Titles of the groups in which help lists the commands. A command names its group as {@code headerHeading} of its
 * annotation. The constants are compiled into it, so this class is never loaded.
 */
public final class HelpGroup {
    public static final String CREATE = "Create and remove machines";
    public static final String SHOW = "Show machines";
    public static final String CONNECT = "Connect to machines";
    public static final String POWER = "Start and stop machines";
    public static final String MAINTAIN = "Maintain engines and certificates";
    public static final String TRANSFER = "Move and share machines";
    public static final String OTHER = "Other commands";

    private HelpGroup() {}
}
