package io.jm.cli;

import java.util.List;

/** How help looks. */
interface HelpPage {
    /**
     * A row of a list of commands.
     *
     * @param name the command
     * @param header what it is for
     */
    record Entry(String name, String header) {}

    /** The help of the program as a whole. */
    String ofProgram(List<Flag> flags, List<Entry> commands);

    /**
     * The help of one command.
     *
     * @param description what else there is to say, line by line
     */
    String ofCommand(Entry command, List<String> description, List<Flag> flags);
}
