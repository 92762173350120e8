package io.jm.ssh.copy;

import io.jm.ssh.RealSshd;
import org.junit.jupiter.api.BeforeAll;

/** The copies over SFTP. */
class SftpFilesTest extends FileCopyContract {
    @BeforeAll
    static void start() throws Exception {
        started = RealSshd.start(directory);
    }
}
