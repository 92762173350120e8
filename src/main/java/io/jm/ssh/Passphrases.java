package io.jm.ssh;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Provides the passphrases of encrypted keys. */
@FunctionalInterface
public interface Passphrases {
    /** Returns the passphrase of the key, or null if there is no terminal to ask on. */
    char @Nullable [] ask(Path key);
}
