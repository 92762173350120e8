package io.jm.shell;

import java.util.List;

/**
 * Speaks one user shell: lines that the shell evaluates. Whatever a value holds, the shell takes it as a value: nothing
 * in it is run, and no line of it becomes a line of its own.
 */
public interface Shell {
    /** The line that gives an environment variable a value. */
    String set(String name, String value);

    /** The line that takes an environment variable away. */
    String unset(String name);

    /** A line without effect for a person to read; {@code text} is one line. */
    String comment(String text);

    /** One word of a command, quoted if the shell would not take it as it stands. */
    String word(String word);

    /** The line without effect that tells how to have {@code commandLine}'s output evaluated. */
    String hint(List<String> commandLine);
}
