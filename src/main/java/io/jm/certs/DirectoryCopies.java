package io.jm.certs;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.engine.EngineTls;
import io.jm.machine.CertPathFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.store.MachineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Updates the copies in all machine directories after the store's certificates were renewed. A file that was not equal
 * to the store's former one is the user's own and stays unchanged; copies of which one is missing are made again.
 */
final class DirectoryCopies {
    private final MachineStore store;
    private final EngineTls client;
    private final Map<CertPathFile, byte[]> former = new EnumMap<>(CertPathFile.class);

    private DirectoryCopies(MachineStore store, EngineTls client) {
        this.store = store;
        this.client = client;
        for (CertPathFile file : CertPathFile.values()) {
            byte[] content = content(ClientCopies.source(client, file));
            if (content != null) {
                former.put(file, content);
            }
        }
    }

    /** Reads the certificates before they are renewed. */
    static DirectoryCopies before(MachineStore store, LocalCertificates.Paths paths) {
        return new DirectoryCopies(store, new EngineTls(paths.caCert(), paths.clientCert(), paths.clientKey()));
    }

    private static byte @Nullable [] content(Path path) {
        try {
            return BoundedReader.file(path, Limits.SMALL_FILE);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Updates the copies. Those of an engine whose certificate another CA has signed are kept, because only they match
     * it.
     *
     * @return the machines whose engines have only the old CA certificate
     */
    Set<String> update() {
        Set<String> outdated = new TreeSet<>();
        boolean newCa = isChanged(CertPathFile.CA_CERT);
        if (!newCa && !isChanged(CertPathFile.CERT)) {
            return outdated;
        }
        for (String name : store.names()) {
            Path directory = store.layout().machine(name);
            ClientCopies copies = new ClientCopies(client, directory);
            Path server = store.layout().serverCert(name);
            if (newCa && isFormer(copies, CertPathFile.CA_CERT) && Files.exists(server)) {
                outdated.add(name);
            }
            if (!Files.exists(server) || ServerCertificateCheck.isSignedBy(server, client.caCert())) {
                boolean incomplete = Files.exists(server) && isIncomplete(copies);
                update(copies, CertPathFile.KEY, incomplete);
                update(copies, CertPathFile.CERT, incomplete);
                update(copies, CertPathFile.CA_CERT, incomplete);
            }
        }
        return outdated;
    }

    private boolean isChanged(CertPathFile file) {
        byte[] now = content(ClientCopies.source(client, file));
        return now != null && !Arrays.equals(former.get(file), now);
    }

    private boolean isFormer(ClientCopies copies, CertPathFile file) {
        byte[] before = former.get(file);
        return before != null && Arrays.equals(before, content(copies.target(file)));
    }

    /** A certificate without its key, or the reverse, is of no use: what is left of them is replaced too. */
    private static boolean isIncomplete(ClientCopies copies) {
        for (CertPathFile file : CertPathFile.values()) {
            if (!Files.exists(copies.target(file))) {
                return true;
            }
        }
        return false;
    }

    private void update(ClientCopies copies, CertPathFile file, boolean incomplete) {
        byte[] now = content(ClientCopies.source(client, file));
        if (now == null || !incomplete && (!isChanged(file) || !isFormer(copies, file))) {
            return;
        }
        try {
            copies.write(file, now);
        } catch (IOException e) {
            throw new JmException("write " + copies.target(file) + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }
}
