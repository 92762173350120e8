package io.jm.certs;

import io.jm.base.JmException;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.store.MachineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The copies of the store's certificates in the machines' directories, which docker clients use: they follow when the
 * certificates are renewed. A file that was no copy is the user's own and stays.
 */
final class DirectoryCopies {
    private static final String PUBLIC = "rw-r--r--";
    private static final String PRIVATE = "rw-------";

    private final MachineStore store;
    private final Source authority;
    private final Source client;
    private final Source key;

    /** A file of the store, as it was. */
    private record Source(Path path, String copy, String mode, byte @Nullable [] former) {
        static Source of(Path path, String copy, String mode) {
            return new Source(path, copy, mode, content(path));
        }

        boolean changed() {
            return former != null && !Arrays.equals(former, content(path));
        }

        boolean isIn(Path directory) {
            return former != null && Arrays.equals(former, content(directory.resolve(copy)));
        }

        void copyTo(Path directory) {
            byte[] now = content(path);
            if (now == null || !changed() || !isIn(directory)) {
                return;
            }
            try {
                AtomicFile.write(directory.resolve(copy), now, mode);
            } catch (IOException e) {
                throw new JmException("write " + directory.resolve(copy) + ": " + IoReason.of(e), e);
            }
        }

        private static byte @Nullable [] content(Path path) {
            try {
                return BoundedReader.file(path, Limits.SMALL_FILE);
            } catch (IOException e) {
                return null;
            }
        }
    }

    private DirectoryCopies(MachineStore store, Source authority, Source client, Source key) {
        this.store = store;
        this.authority = authority;
        this.client = client;
        this.key = key;
    }

    /** Remembers what the certificates are before they are renewed. */
    static DirectoryCopies of(MachineStore store, LocalCertificates.Paths paths) {
        return new DirectoryCopies(
                store,
                Source.of(paths.caCert(), "ca.pem", PUBLIC),
                Source.of(paths.clientCert(), "cert.pem", PUBLIC),
                Source.of(paths.clientKey(), "key.pem", PRIVATE));
    }

    /**
     * Brings the copies up to date. Those of an engine that another authority has signed stay, since they are all that
     * still fits it.
     *
     * @return the machines whose engines know only the authority's former certificate
     */
    Set<String> follow() {
        Set<String> behind = new TreeSet<>();
        if (!authority.changed() && !client.changed()) {
            return behind;
        }
        for (String name : store.names()) {
            Path directory = store.layout().machine(name);
            Path server = directory.resolve("server.pem");
            if (authority.changed() && authority.isIn(directory) && Files.exists(server)) {
                behind.add(name);
            }
            if (!Files.exists(server) || ServerCertificateCheck.isSignedBy(server, authority.path())) {
                key.copyTo(directory);
                client.copyTo(directory);
                authority.copyTo(directory);
            }
        }
        return behind;
    }
}
