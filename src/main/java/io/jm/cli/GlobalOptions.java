package io.jm.cli;

import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.List;

/**
 * The options before the command, with values from variables and defaults.
 *
 * @param debug whether debug output is printed
 * @param storagePath the store's directory, absolute
 * @param tlsCaCert path of the CA certificate, empty for the store's own
 * @param tlsCaKey path of the CA's private key, empty for the store's own
 * @param tlsClientCert path of the client certificate, empty for the store's own
 * @param tlsClientKey path of the client's private key, empty for the store's own
 * @param nativeSsh whether the system's ssh program is used instead of jm's client
 */
public record GlobalOptions(
        boolean debug,
        Path storagePath,
        String tlsCaCert,
        String tlsCaKey,
        String tlsClientCert,
        String tlsClientKey,
        boolean nativeSsh) {
    /** Returns what holds if none of the options is given. */
    public static GlobalOptions of(Environment environment) {
        List<Flag> flags = GlobalFlags.table(environment);
        return GlobalFlags.options(new GoFlagSyntax(flags).readLeading(List.of()), flags, false, environment);
    }
}
