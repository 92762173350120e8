package io.jm.dockercli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files with which docker reaches an engine over TLS, in PEM.
 *
 * @param ca the CA certificate
 * @param cert the client's certificate
 * @param key the client's key
 */
public record ContextTls(byte[] ca, byte[] cert, byte[] key) {
    /** Returns the contents by their paths in a directory. */
    Map<Path, byte[]> in(Path directory) {
        Map<Path, byte[]> files = new TreeMap<>();
        files.put(directory.resolve("ca.pem"), ca);
        files.put(directory.resolve("cert.pem"), cert);
        files.put(directory.resolve("key.pem"), key);
        return files;
    }
}
