package io.jm.provision.host;

import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The host being provisioned. Commands that only query it are separate from those that change it, so that a dry run
 * can query the host without changing it.
 */
public interface RemoteHost {
    /**
     * Runs a command that changes nothing.
     *
     * @throws io.jm.base.JmException if the connection is lost
     */
    SshReply query(String command);

    /**
     * Runs a command that changes the host.
     *
     * @throws io.jm.base.JmException if the connection is lost
     */
    SshReply run(String command);

    /**
     * Runs a command that changes the host, with the file's content on its standard input; the content appears in
     * no log.
     */
    SshReply runWithInput(String command, RemoteFile file);

    /**
     * Runs a script of the user by a shell that reads it from its standard input. Its output is logged.
     *
     * @param shell the command of the shell
     * @param name of the script, for the log
     */
    SshReply runScript(String shell, String name, String script);

    /**
     * Repeats a command with back-off until its result satisfies the condition or the timeout expires.
     *
     * @param onFailure receives the results that do not satisfy it, at most every three seconds
     * @return whether the condition was satisfied
     */
    boolean pollUntil(String command, Predicate<SshReply> condition, Duration timeout, Consumer<SshReply> onFailure);

    /** Sleeps; a dry run does not wait. */
    void pause(Duration duration);
}
