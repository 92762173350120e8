package io.jm.cli;

import java.nio.file.Path;

/**
 * What was said before the command word, after variables and defaults have filled the gaps.
 *
 * @param debug whether remarks for support are shown
 * @param storagePath the store's folder, absolute
 * @param tlsCaCert path of the authority's certificate, empty for the store's own
 * @param tlsCaKey path of the authority's key, empty for the store's own
 * @param tlsClientCert path of the client's certificate, empty for the store's own
 * @param tlsClientKey path of the client's key, empty for the store's own
 * @param githubApiToken token for look-ups at GitHub, or empty
 * @param nativeSsh whether the system's ssh program is used instead of the client inside jm
 */
public record GlobalOptions(
        boolean debug,
        Path storagePath,
        String tlsCaCert,
        String tlsCaKey,
        String tlsClientCert,
        String tlsClientKey,
        String githubApiToken,
        boolean nativeSsh) {}
