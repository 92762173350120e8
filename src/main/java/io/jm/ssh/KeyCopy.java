package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.machine.StoreLayout;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/** Copies a user's key into the machine directory; other users cannot read it at any time. */
public final class KeyCopy {
    private KeyCopy() {}

    /**
     * Returns where the copy is put: a file with the key's own name, as in docker-machine, unless jm keeps a file of that
     * name in the machine directory.
     */
    public static Path target(Path machineDirectory, Path source) {
        String name = String.valueOf(source.getFileName());
        return machineDirectory.resolve(StoreLayout.isMachineFile(name) ? "ssh-" + name : name);
    }

    /**
     * Copies a key.
     *
     * @throws JmException with docker-machine's message if a file cannot be read or written
     */
    public static void copy(Path source, Path target) {
        byte[] bytes;
        try {
            bytes = BoundedReader.fileNamedByUser(source, Limits.SMALL_FILE);
        } catch (IOException e) {
            throw new JmException("unable to copy ssh key: open " + source + ": " + IoReason.of(e), e);
        }
        try {
            PrivateFile.replace(target, bytes);
        } catch (IOException e) {
            throw new JmException("unable to copy ssh key: open " + target + ": " + IoReason.of(e), e);
        }
    }
}
