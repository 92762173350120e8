package io.jm.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** How help looks. */
interface HelpPage {
    /**
     * Returns the help of the program as a whole.
     *
     * @param others the names of commands that work but are not listed
     */
    String ofProgram(List<Flag> flags, List<CommandSpec> commands, List<String> others);

    /** Returns the help of one command. */
    String ofCommand(CommandText command);

    /** Returns what a command does, in one line. */
    static String header(CommandSpec command) {
        String[] header = command.usageMessage().header();
        return header.length == 0 ? "" : header[0];
    }
}
