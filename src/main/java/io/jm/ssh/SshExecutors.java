package io.jm.ssh;

/** Creates executors for the SSH client that the user has selected. */
public interface SshExecutors {
    /** Returns an executor, which connects at its first command. */
    SshExecutor open(SshTarget target);
}
