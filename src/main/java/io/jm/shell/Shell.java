package io.jm.shell;

import java.util.List;

/**
 * The syntax of one user shell: lines that the shell evaluates. Values are always quoted so that the shell executes no
 * part of them and no line of them becomes a command.
 */
public interface Shell {
    /** Returns the line that sets an environment variable. */
    String set(String name, String value);

    /** Returns the line that unsets an environment variable. */
    String unset(String name);

    /** Returns a comment line; {@code text} is one line. */
    String comment(String text);

    /** Returns one argument of a command, quoted where necessary. */
    String argument(String argument);

    /** Returns the command that evaluates the output of {@code commandLine}, in one line. */
    String evaluation(List<String> commandLine);

    /** Returns a comment that shows how to evaluate the output of {@code commandLine}. */
    default String hint(List<String> commandLine) {
        return comment(evaluation(commandLine));
    }
}
