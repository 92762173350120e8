package io.jm.ssh.copy;

import io.jm.ssh.RealSshd;
import org.junit.jupiter.api.BeforeAll;

/** Runs the copy tests over SFTP. */
class SftpFilesTest extends FileCopyContract {
    @BeforeAll
    static void start() throws Exception {
        started = RealSshd.start(directory);
    }
}
