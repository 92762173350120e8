package io.jm.ssh;

/** Runs commands on one machine, over as few connections as it can. */
public interface SshExecutor extends AutoCloseable {
    /**
     * Runs a command through the login shell with an empty standard input and waits for it.
     *
     * @throws SshException if no connection could be made or it was refused
     */
    SshReply run(String command);

    /** The same on a pseudo terminal, which some hosts demand before they let {@code sudo} work. */
    SshReply runOnTerminal(String command);

    @Override
    void close();
}
