package io.jm.cli;

import java.util.List;

/** How help looks. */
interface HelpPage {
    /**
     * A row of a list of commands.
     *
     * @param name the command
     * @param header what it does
     * @param group the title of the group in which it is listed
     */
    record Entry(String name, String header, String group) {}

    /** Returns the help of the program as a whole. */
    String ofProgram(List<Flag> flags, List<Entry> commands);

    /** Returns the help of one command. */
    String ofCommand(CommandText command);
}
