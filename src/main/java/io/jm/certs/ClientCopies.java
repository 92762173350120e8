package io.jm.certs;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.engine.EngineTls;
import io.jm.machine.CertPathFile;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The copies of the client's files in a machine directory, where Docker clients read them. */
public final class ClientCopies {
    private final EngineTls client;
    private final Path directory;

    /**
     * Creates an instance; no file is read or written.
     *
     * @param client the source files
     * @param directory the directory of the copies
     */
    public ClientCopies(EngineTls client, Path directory) {
        this.client = client;
        this.directory = directory;
    }

    /**
     * Makes each copy equal to its source in content and, as docker-machine does, in mode.
     *
     * @param sshKey the path of the machine's SSH key, which must not be overwritten
     * @throws JmException if a source cannot be read or a copy cannot be written
     */
    public void update(String sshKey) {
        for (CertPathFile file : CertPathFile.values()) {
            Path source = source(client, file);
            Path target = target(file);
            if (source.equals(target)) {
                continue;
            }
            if (target.toString().equals(sshKey)) {
                throw new JmException(
                        "the machine's SSH key is " + target + ", which is the path of the client's " + file.fileName()
                                + "; move the key, and set SSHKeyPath in config.json to its new path",
                        ErrorCode.CERTIFICATE,
                        null);
            }
            update(source, target);
        }
    }

    private static void update(Path source, Path target) {
        byte[] content = read(source);
        try {
            String mode = AtomicFile.mode(source);
            boolean same = Files.isRegularFile(target)
                    && AtomicFile.hasMode(target, mode)
                    && Arrays.equals(content, read(target));
            if (!same) {
                AtomicFile.write(target, content, mode);
            }
        } catch (IOException e) {
            throw new JmException(
                    "copying " + source + " to " + target + " failed: " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }

    /**
     * Adds the missing copies of readable files.
     *
     * @return the directory to name to a Docker client: that of the sources if a copy cannot be written and their names
     *     are those that the client expects, else that of the copies
     */
    public Path provide() {
        for (CertPathFile file : CertPathFile.values()) {
            Path source = source(client, file);
            if (Files.exists(target(file)) || !Files.isReadable(source)) {
                continue;
            }
            try {
                write(file, BoundedReader.file(source, Limits.SMALL_FILE));
            } catch (IOException e) {
                // a full disk, or a store that is read-only
                return sourceDirectory();
            }
        }
        return directory;
    }

    private Path sourceDirectory() {
        Path common = client.caCert().resolveSibling("");
        for (CertPathFile file : CertPathFile.values()) {
            if (!source(client, file).equals(common.resolve(file.fileName()))) {
                return directory;
            }
        }
        return common;
    }

    /** Replaces one copy; only its owner can read a key. */
    void write(CertPathFile file, byte[] content) throws IOException {
        AtomicFile.write(
                target(file), content, file == CertPathFile.KEY ? AtomicFile.OWNER_ONLY : AtomicFile.WORLD_READABLE);
    }

    /** Returns the path of one copy. */
    Path target(CertPathFile file) {
        return directory.resolve(file.fileName());
    }

    /** Returns the path of one source. */
    static Path source(EngineTls client, CertPathFile file) {
        return switch (file) {
            case CA_CERT -> client.caCert();
            case CERT -> client.clientCert();
            case KEY -> client.clientKey();
        };
    }

    /**
     * Reads a certificate or key.
     *
     * @throws JmException if it cannot be read
     */
    static byte[] read(Path file) {
        try {
            return BoundedReader.file(file, Limits.SMALL_FILE);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }
}
