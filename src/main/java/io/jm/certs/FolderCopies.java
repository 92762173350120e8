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
 * The copies of the store's certificates in the machines' folders, which docker clients use: they follow when the
 * certificates are renewed. A file that was no copy is the user's own and stays.
 */
final class FolderCopies {
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

        boolean isIn(Path folder) {
            return former != null && Arrays.equals(former, content(folder.resolve(copy)));
        }

        void copyTo(Path folder) {
            byte[] now = content(path);
            if (now == null || !changed() || !isIn(folder)) {
                return;
            }
            try {
                AtomicFile.write(folder.resolve(copy), now, mode);
            } catch (IOException e) {
                throw new JmException("write " + folder.resolve(copy) + ": " + IoReason.of(e), e);
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

    private FolderCopies(MachineStore store, Source authority, Source client, Source key) {
        this.store = store;
        this.authority = authority;
        this.client = client;
        this.key = key;
    }

    /** Remembers what the certificates are before they are renewed. */
    static FolderCopies of(MachineStore store, LocalCertificates.Paths paths) {
        return new FolderCopies(
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
            Path folder = store.layout().machine(name);
            Path server = folder.resolve("server.pem");
            if (authority.changed() && authority.isIn(folder) && Files.exists(server)) {
                behind.add(name);
            }
            if (!Files.exists(server) || ServerCertificateCheck.isSignedBy(server, authority.path())) {
                key.copyTo(folder);
                client.copyTo(folder);
                authority.copyTo(folder);
            }
        }
        return behind;
    }
}
