package io.jm.provision.host;

import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The host that a driver is going to make, before there is one: Ubuntu without an engine, sudo without a password. */
public final class AssumedHost implements RemoteHost {
    /** What the host will say about its system. */
    public static final String OS_RELEASE = "ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\n";

    private static final String FACTS = "uid 1000\narch x86_64\nsystemd\nhas sudo /usr/bin/sudo\n"
            + "has systemctl /usr/bin/systemctl\nhas hostnamectl /usr/bin/hostnamectl\nhas curl /usr/bin/curl\ndocker\n";

    /** Knows its own facts; every other answer is no, except that it lets its user become root. */
    @Override
    public SshReply ask(String question) {
        if (question.equals(HostFacts.COMMAND)) {
            return new SshReply(0, FACTS);
        }
        return new SshReply(question.equals("sudo -n true") ? 0 : 1, "");
    }

    @Override
    public SshReply run(String command) {
        return new SshReply(0, "");
    }

    @Override
    public SshReply runWithInput(String command, RemoteFile file) {
        return new SshReply(0, "");
    }

    @Override
    public boolean pollUntil(
            String question, Predicate<SshReply> satisfied, Duration limit, Consumer<SshReply> onFailure) {
        return true;
    }

    @Override
    public void pause(Duration duration) {
        // nobody waits for a host that is not there
    }
}
