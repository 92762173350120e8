package io.jm.ssh;

import io.jm.text.ShellQuoting;

/** Runs commands on one machine, over as few connections as it can. */
public interface SshExecutor extends AutoCloseable {
    /**
     * Runs a command through the login shell with an empty standard input and waits for it.
     *
     * @throws SshException if no connection could be made or it was refused
     */
    SshReply run(String command);

    /**
     * The same with {@code input} on the command's standard input, where no process list shows it. An executor that
     * cannot feed a command puts the text into the command itself.
     */
    default SshReply run(String command, String input) {
        return run("printf '%s' " + ShellQuoting.singleQuoted(input) + " | " + command);
    }

    /** The same on a pseudo terminal, which some hosts demand before they let {@code sudo} work. */
    SshReply runOnTerminal(String command);

    @Override
    void close();
}
