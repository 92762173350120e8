package io.jm.ssh;

/** Opens a connection with the client that the user chose. */
public interface SshExecutors {
    /** Prepares an executor; the connection itself is made at the first command. */
    SshExecutor open(SshTarget target);
}
