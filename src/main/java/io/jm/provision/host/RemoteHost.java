package io.jm.provision.host;

import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The host being provisioned, as far as a provisioner sees it. Questions and changes are told apart, so that a
 * rehearsal can ask and yet change nothing.
 */
public interface RemoteHost {
    /**
     * Runs a command that only looks.
     *
     * @throws io.jm.base.JmException if the connection is lost
     */
    SshReply ask(String question);

    /**
     * Runs a command that changes something.
     *
     * @throws io.jm.base.JmException if the connection is lost
     */
    SshReply run(String command);

    /**
     * Runs a command that changes something, with the file's content on its standard input; the content appears in
     * no log.
     */
    SshReply runWithInput(String command, RemoteFile file);

    /**
     * Asks again and again, quickly at first, until the answer satisfies or the time is up.
     *
     * @param onFailure told of answers that do not satisfy, at most every three seconds
     * @return whether the answer satisfied
     */
    boolean pollUntil(String question, Predicate<SshReply> satisfied, Duration limit, Consumer<SshReply> onFailure);

    /** Lets time pass; a rehearsal does not wait. */
    void pause(Duration duration);
}
