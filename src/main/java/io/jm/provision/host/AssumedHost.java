package io.jm.provision.host;

import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Stands for a host that a driver has not created yet: Ubuntu without an engine, sudo without a password. */
public final class AssumedHost implements RemoteHost {
    /** The assumed {@code /etc/os-release}. */
    public static final String OS_RELEASE = "ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\n";

    private static final String FACTS = "uid 1000\narch x86_64\nsystemd\nhas sudo /usr/bin/sudo\n"
            + "has systemctl /usr/bin/systemctl\nhas hostnamectl /usr/bin/hostnamectl\nhas curl /usr/bin/curl\ndocker\n";

    /** Returns the assumed facts; {@code sudo} succeeds, every other query fails. */
    @Override
    public SshReply query(String command) {
        if (command.equals(HostFacts.COMMAND)) {
            return new SshReply(0, FACTS);
        }
        return new SshReply(command.equals("sudo -n true") ? 0 : 1, "");
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
    public SshReply runScript(String shell, String name, String script) {
        return new SshReply(0, "");
    }

    @Override
    public boolean pollUntil(
            String command, Predicate<SshReply> condition, Duration timeout, Consumer<SshReply> onFailure) {
        return true;
    }

    @Override
    public void pause(Duration duration) {
        // there is no host to wait for
    }
}
