package io.jm.ssh;

import io.jm.text.ShellQuoting;

/** Runs commands on one machine, over as few connections as possible. */
public interface SshExecutor extends AutoCloseable {
    /**
     * Runs a command in the login shell with an empty standard input and waits for its end.
     *
     * @throws SshException if the connection fails
     */
    SshReply run(String command);

    /**
     * Runs a command with {@code input} on its standard input, where no process list shows it. An executor that
     * cannot provide input puts the text into the command itself.
     */
    default SshReply run(String command, String input) {
        return run("printf '%s' " + ShellQuoting.singleQuoted(input) + " | " + command);
    }

    /** Runs a command on a pseudo-terminal, which {@code sudo} requires on some hosts. */
    SshReply runOnTerminal(String command);

    @Override
    void close();
}
