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
import io.jm.os.LockHolder;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.PemFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store whose CA is replaced by one with another key. The former CA stays in a directory for as long as a
 * machine uses it. Each step can be interrupted and is completed by the next call.
 */
public final class CaRotation {
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(2);
    private static final Pattern RETIRED = Pattern.compile("old-\\d{4}-\\d{2}-\\d{2}");

    private final StoreLayout layout;
    private final CertificateIssuer issuer;
    private final Console console;
    private final String user;
    private final Ticker ticker;

    public CaRotation(
            StoreLayout layout, CertificateIssuer issuer, Console console, Environment environment, Ticker ticker) {
        this.layout = layout;
        this.issuer = issuer;
        this.console = console;
        this.user = LocalCertificates.user(environment);
        this.ticker = ticker;
    }

    /** Returns the directory of the former CA; null if no rotation is under way. */
    public static @Nullable Path retired(StoreLayout layout) {
        if (!Files.isDirectory(layout.certs())) {
            return null;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.certs(), "old-*")) {
            for (Path entry : entries) {
                if (RETIRED.matcher(String.valueOf(entry.getFileName())).matches()) {
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
        Path present = retired(layout);
        if (present != null) {
            return present;
        }
        return locked(() -> {
            if (!Files.exists(layout.caCert())) {
                throw new JmException(
                        "there is no CA at " + layout.caCert() + ": the first machine that is created gets one",
                        ErrorCode.CERTIFICATE,
                        null);
            }
            Path directory = layout.certs()
                    .resolve("old-"
                            + DateTimeFormatter.ISO_LOCAL_DATE.format(
                                    ticker.now().atOffset(ZoneOffset.UTC)));
            console.info("Copying the present CA to " + directory);
            Path unfinished = unfinished(directory);
            try {
                clear(unfinished);
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
                        .equals(PemFile.certificates(retired.resolve("ca.pem")).get(0));
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
        clear(unfinished);
        AtomicFile.createPrivateDirectories(unfinished);
        Path caCert = sibling(unfinished, layout.caCert());
        Path caKey = sibling(unfinished, layout.caKey());
        issuer.issueCa(caCert, caKey, user);
        issuer.issueClient(
                sibling(unfinished, layout.clientCert()),
                sibling(unfinished, layout.clientKey()),
                caCert,
                caKey,
                user + ".<bootstrap>");
        console.info("Replacing the CA");
        Files.move(unfinished, next, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Completes a replacement of the store's files that was interrupted, if there is one; the caller holds the lock. The
     * clients of the former CA trust both CAs from then on.
     */
    static void finish(StoreLayout layout) throws IOException {
        Path next = next(layout);
        if (!Files.exists(next)) {
            return;
        }
        Path retired = retired(layout);
        Path caCert = sibling(next, layout.caCert());
        if (retired != null && Files.exists(caCert)) {
            trustBoth(retired.resolve("ca.pem"), caCert);
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
                clear(unfinished);
                Files.move(retired, unfinished, StandardCopyOption.ATOMIC_MOVE);
                DirectoryTree.delete(unfinished);
            } catch (IOException e) {
                throw failure("remove " + retired, e);
            }
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        try (FileLock held = FileLock.acquire(layout.certsLock(), LOCK_TIMEOUT, this::waiting)) {
            return work.get();
        }
    }

    private void waiting(Path lock) {
        console.error("Waiting for " + LockHolder.text(lock) + ", which is creating certificates (lock " + lock + ")");
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
        return directory.resolveSibling((name.startsWith(".") ? "" : ".") + name + ".unfinished");
    }

    private static Path sibling(Path directory, Path file) {
        return directory.resolve(String.valueOf(file.getFileName()));
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            DirectoryTree.delete(directory);
        }
    }

    private static JmException failure(String what, IOException e) {
        return new JmException(what + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
    }
}
