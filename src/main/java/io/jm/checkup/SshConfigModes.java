package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.lifecycle.SshConfigFile;
import io.jm.os.AtomicFile;
import io.jm.os.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds that other users can write the store's ssh_config, or the user's file that includes it: ssh then refuses to connect
 * anywhere ("Bad owner or permissions").
 */
record SshConfigModes(SshConfigFile file, @Nullable Path including) implements Check {
    /** The places of two permissions in {@code rwxrwxrwx}. */
    private static final int GROUP_WRITE = 4;

    private static final int OTHERS_WRITE = 7;

    @Override
    public String id() {
        return "sshconfig.mode";
    }

    @Override
    public void run(Findings findings) {
        if (!file.exists()) {
            return;
        }
        int before = findings.count();
        check(file.path(), findings);
        if (including != null && Files.exists(including)) {
            check(including, findings);
        }
        if (findings.isStill(before)) {
            findings.ok(id(), "only you can write the ssh configuration");
        }
    }

    private void check(Path path, Findings findings) {
        String mode;
        try {
            mode = AtomicFile.mode(path);
        } catch (IOException e) {
            findings.error(id(), "open " + path + ": " + IoReason.of(e), null);
            return;
        }
        if (mode.charAt(GROUP_WRITE) == 'w' || mode.charAt(OTHERS_WRITE) == 'w') {
            findings.fixable(
                    id(),
                    Level.ERROR,
                    "other users can write " + path + ": ssh refuses to use it, and connects to no host",
                    new Fix("chmod go-w " + path, () -> close(path, mode)));
        }
    }

    private static void close(Path path, String mode) {
        try {
            AtomicFile.setMode(
                    path,
                    mode.substring(0, GROUP_WRITE)
                            + '-'
                            + mode.substring(GROUP_WRITE + 1, OTHERS_WRITE)
                            + '-'
                            + mode.substring(OTHERS_WRITE + 1));
        } catch (IOException e) {
            throw new JmException("chmod " + path + ": " + IoReason.of(e), e);
        }
    }
}
