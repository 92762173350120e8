package io.jm.ssh;

import io.jm.ssh.copy.FileCopyContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/** Copies through a login shell that prints text before and after every command, on both streams. */
class NoisyLoginTest extends FileCopyContract {
    @BeforeAll
    static void start() throws Exception {
        Path script = directory.resolve("login");
        Files.writeString(script, """
                #!/bin/sh
                echo "Welcome, dear jm-user"; echo "running $SSH_ORIGINAL_COMMAND"; echo "cannot change locale" >&2
                sh -c "$SSH_ORIGINAL_COMMAND"
                code=$?
                echo "Come again"
                exit $code
                """);
        RealSshd.mode(script, "rwxr-xr-x");
        started = RealSshd.start(directory, "ForceCommand " + script);
    }
}
