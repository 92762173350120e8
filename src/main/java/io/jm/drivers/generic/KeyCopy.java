package io.jm.drivers.generic;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/** Copies a key into the machine directory; other users cannot read it at any time. */
final class KeyCopy {
    private KeyCopy() {}

    static void copy(Path source, Path target) {
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
