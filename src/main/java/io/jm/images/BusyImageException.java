package io.jm.images;

import io.jm.base.JmException;
import java.nio.file.Path;

/** A file of the cache is being downloaded or copied, so it cannot be deleted. */
public final class BusyImageException extends JmException {
    private static final long serialVersionUID = 1L;

    BusyImageException(Path file, JmException cause) {
        super("remove " + file + ": it is being downloaded or copied", cause);
    }
}
