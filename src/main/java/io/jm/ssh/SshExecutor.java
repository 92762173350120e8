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

    /**
     * As {@link #run(String)}, with its two outputs apart. An executor that cannot tell them apart has all on standard output.
     *
     * @throws SshException if the connection fails or is lost, or one of the outputs is too long
     */
    default SshOutput runApart(String command) {
        SshReply reply = run(command);
        return new SshOutput(reply.status(), reply.output(), "");
    }

    /** Runs a command on a pseudo-terminal, which {@code sudo} requires on some hosts. */
    SshReply runOnTerminal(String command);

    @Override
    void close();
}
