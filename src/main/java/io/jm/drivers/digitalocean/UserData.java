package io.jm.drivers.digitalocean;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.TooLargeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user's file for cloud-init. */
final class UserData {
    private static final int LIMIT = 64 << 10;

    private final String name;
    private final Path file;

    /**
     * Names a file.
     *
     * @param name as given; empty for none
     */
    UserData(String name, Path workingDirectory) {
        this.name = name;
        this.file = workingDirectory.resolve(name);
    }

    /** Refuses a file that is missing or too large, without reading it: it may be a pipe. */
    void check() {
        if (name.isEmpty()) {
            return;
        }
        if (!Files.exists(file)) {
            throw new JmException("user-data file " + name + " could not be found");
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LIMIT) {
                throw tooLarge(null);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the text; empty for none. */
    String read() {
        if (name.isEmpty()) {
            return "";
        }
        try {
            byte[] bytes = BoundedReader.fileNamedByUser(file, Limits.USER_DATA);
            if (bytes.length > LIMIT) {
                throw tooLarge(null);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (TooLargeException e) {
            throw tooLarge(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private JmException tooLarge(@Nullable IOException cause) {
        return new JmException(
                "user-data file " + name + " is larger than " + (LIMIT >> 10) + " KiB, DigitalOcean's limit", cause);
    }

    private JmException unreadable(IOException cause) {
        return new JmException("open " + name + ": " + IoReason.of(cause), cause);
    }
}
