package io.jm.provision.host;

import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits while someone else holds the package manager's lock. */
public final class PackageLock {
    private static final int TRIES = 60;
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private PackageLock() {}

    /** Repeats a command that failed only because of the lock, for three minutes at most. */
    public static SshReply retry(Supplier<SshReply> command, RemoteHost host) {
        SshReply reply = command.get();
        for (int i = 1; i < TRIES && !reply.succeeded() && isLocked(reply.output()); i++) {
            host.pause(PAUSE);
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
