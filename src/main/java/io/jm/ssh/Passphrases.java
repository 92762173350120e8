package io.jm.ssh;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the passphrase of a key comes from. */
@FunctionalInterface
public interface Passphrases {
    /** The passphrase of that key, or null if there is nobody to ask. */
    char @Nullable [] ask(Path key);
}
