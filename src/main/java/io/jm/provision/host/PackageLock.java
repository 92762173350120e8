package io.jm.provision.host;

import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.function.Supplier;

/** Retries while another process holds the package manager's lock. */
public final class PackageLock {
    private static final int MAX_ATTEMPTS = 60;
    private static final Duration DELAY = Duration.ofSeconds(3);

    private PackageLock() {}

    /** Runs a command, and repeats it for up to three minutes while it fails because of the lock. */
    public static SshReply retry(Supplier<SshReply> command, RemoteHost host) {
        SshReply reply = command.get();
        for (int i = 1; i < MAX_ATTEMPTS && !reply.succeeded() && isLocked(reply.output()); i++) {
            host.pause(DELAY);
            reply = command.get();
        }
        return reply;
    }

    static boolean isLocked(String output) {
        return output.contains("Could not get lock")
                || output.contains("Unable to acquire the dpkg frontend lock")
                || output.contains("Unable to lock directory")
                || output.contains("unable to lock database");
    }
}
