package io.jm.certs;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.DirectoryTree;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.PemFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store whose CA is replaced by one with another key. The former CA stays in a directory for as long as a
 * machine uses it. Each step can be interrupted and is completed by the next call.
 */
public final class CaRotation {
    /** The glob of the names for {@link #retire}. */
    private static final String RETIRED = "old-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";

    private static final String UNFINISHED = ".unfinished";

    private final StoreLayout layout;
    private final CertificateIssuer issuer;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    public CaRotation(
            StoreLayout layout, CertificateIssuer issuer, Console console, Environment environment, Ticker ticker) {
        this.layout = layout;
        this.issuer = issuer;
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /** Returns the directory of the former CA; null if no rotation is under way. */
    public static @Nullable Path retired(StoreLayout layout) {
        try {
            for (Path entry : entries(layout, RETIRED)) {
                if (Files.isDirectory(entry)) {
                    return entry;
                }
            }
            return null;
        } catch (IOException e) {
            throw failure("open " + layout.certs(), e);
        }
    }

    /**
     * Copies the store's CA and client files to the directory of the former CA, or returns the one that is there.
     *
     * @throws JmException if there is no CA
     */
    public Path retire() {
        return locked(() -> {
            Path present = retired(layout);
            if (present != null) {
                return present;
            }
            if (!Files.exists(layout.caCert())) {
                throw CertificateAuthority.missing(layout.caCert());
            }
            Path directory = layout.certs()
                    .resolve("old-"
                            + DateTimeFormatter.ISO_LOCAL_DATE.format(
                                    ticker.now().atOffset(ZoneOffset.UTC)));
            console.info("Copying the present CA to " + directory);
            Path unfinished = unfinished(directory);
            try {
                AtomicFile.createPrivateDirectories(unfinished);
                for (Path file : files()) {
                    if (Files.exists(file)) {
                        byte[] content = ClientCopies.read(file);
                        AtomicFile.write(sibling(unfinished, file), content, AtomicFile.mode(file));
                    }
                }
                Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
                AtomicFile.syncDirectory(directory);
            } catch (IOException e) {
                throw failure("copy " + layout.certs() + " to " + directory, e);
            }
            return directory;
        });
    }

    /** Whether the store's CA is another one than the former one already. */
    public boolean isReplaced(Path retired) {
        return !Files.exists(next(layout))
                && !PemFile.certificates(layout.caCert())
                        .get(0)
                        .equals(PemFile.certificates(sibling(retired, layout.caCert()))
                                .get(0));
    }

    /**
     * Makes another CA and client certificate for the store.
     *
     * @param unused tells whether no machine uses the store's files any more; asked under the lock
     * @return false if a machine still uses them, so that nothing was changed
     */
    public boolean replace(Path retired, Supplier<Boolean> unused) {
        return locked(() -> {
            if (isReplaced(retired)) {
                return true;
            }
            if (!unused.get()) {
                return false;
            }
            console.info("Creating another CA: " + layout.caCert());
            Path next = next(layout);
            try {
                if (!Files.exists(next)) {
                    issue(next);
                }
                finish(layout);
            } catch (IOException e) {
                throw failure("write " + next, e);
            }
            return true;
        });
    }

    private void issue(Path next) throws IOException {
        Path unfinished = unfinished(next);
        AtomicFile.createPrivateDirectories(unfinished);
        Path caCert = sibling(unfinished, layout.caCert());
        Path caKey = sibling(unfinished, layout.caKey());
        issuer.issueCa(caCert, caKey, LocalCertificates.user(environment));
        issuer.issueClient(
                sibling(unfinished, layout.clientCert()),
                sibling(unfinished, layout.clientKey()),
                caCert,
                caKey,
                LocalCertificates.clientOrganization(environment));
        console.info("Replacing the CA");
        Files.move(unfinished, next, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Completes a replacement of the store's files that was interrupted, if there is one; the caller holds the lock. The
     * clients of the former CA trust both CAs from then on.
     */
    static void finish(StoreLayout layout) throws IOException {
        deleteUnfinished(layout);
        Path next = next(layout);
        if (!Files.exists(next)) {
            return;
        }
        Path retired = retired(layout);
        Path caCert = sibling(next, layout.caCert());
        if (retired != null && Files.exists(caCert)) {
            trustBoth(sibling(retired, layout.caCert()), caCert);
        }
        // the certificate of the CA last: as long as it is here, the former one can still be told from it
        for (Path file : List.of(layout.caKey(), layout.clientKey(), layout.clientCert(), layout.caCert())) {
            Path source = sibling(next, file);
            if (Files.exists(source)) {
                Files.move(source, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(next);
        AtomicFile.syncDirectory(next);
    }

    private static void trustBoth(Path former, Path added) throws IOException {
        if (PemFile.certificates(former).contains(PemFile.certificates(added).get(0))) {
            return;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(ClientCopies.read(former));
        both.writeBytes(ClientCopies.read(added));
        AtomicFile.write(former, both.toByteArray(), AtomicFile.mode(former));
    }

    /**
     * Deletes the former CA.
     *
     * @param unused tells whether no machine uses it; asked under the lock
     * @return whether it is gone
     */
    public boolean delete(Path retired, Supplier<Boolean> unused) {
        return locked(() -> {
            if (!unused.get()) {
                return false;
            }
            try {
                Path unfinished = unfinished(retired);
                Files.move(retired, unfinished, StandardCopyOption.ATOMIC_MOVE);
                DirectoryTree.delete(unfinished);
            } catch (IOException e) {
                throw failure("remove " + retired, e);
            }
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        try (FileLock held = new CertificatesLock(layout, console).acquire()) {
            try {
                deleteUnfinished(layout);
            } catch (IOException e) {
                throw failure("open " + layout.certs(), e);
            }
            return work.get();
        }
    }

    private List<Path> files() {
        return List.of(layout.caCert(), layout.caKey(), layout.clientCert(), layout.clientKey());
    }

    /** Returns the directory of the complete files that are to replace the store's. */
    private static Path next(StoreLayout layout) {
        return layout.certs().resolve(".next");
    }

    private static Path unfinished(Path directory) {
        String name = String.valueOf(directory.getFileName());
        return directory.resolveSibling((name.startsWith(".") ? "" : ".") + name + UNFINISHED);
    }

    private static Path sibling(Path directory, Path file) {
        return directory.resolve(String.valueOf(file.getFileName()));
    }

    /** Deletes what an interrupted step has left of directories that it made or deleted; the caller holds the lock. */
    private static void deleteUnfinished(StoreLayout layout) throws IOException {
        for (Path left : entries(layout, ".{next," + RETIRED + "}" + UNFINISHED)) {
            DirectoryTree.delete(left);
        }
    }

    private static List<Path> entries(StoreLayout layout, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(layout.certs())) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.certs(), glob)) {
            entries.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return found;
    }

    private static JmException failure(String what, IOException e) {
        return new JmException(what + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
    }
}
