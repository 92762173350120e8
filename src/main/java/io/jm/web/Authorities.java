package io.jm.web;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.tls.ClientTls;
import io.jm.tls.PemFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The authorities by which servers on the internet are trusted: those that SSL_CERT_FILE and SSL_CERT_DIR name, else those of
 * the system, which administrators extend for their proxies. The places are those of Go's library. They are read when they are
 * first needed, and once.
 */
public final class Authorities implements Supplier<@Nullable SSLContext> {
    private static final List<String> SYSTEM_FILES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/pki/tls/cacert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/cert.pem");

    private final Environment environment;
    private @Nullable SSLContext context;
    private boolean read;

    public Authorities(Environment environment) {
        this.environment = environment;
    }

    /**
     * Returns what trusts those authorities; null if there are none, so that those in the JDK or the executable count.
     *
     * @throws JmException if the file that the user names cannot be read
     */
    @Override
    public synchronized @Nullable SSLContext get() {
        if (!read) {
            List<X509Certificate> certificates = certificates(environment);
            context = certificates.isEmpty()
                    ? null
                    : new ClientTls().trust(certificates).context();
            read = true;
        }
        return context;
    }

    /** Returns their certificates; empty if there are none. */
    public static List<X509Certificate> certificates(Environment environment) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files(environment)) {
            certificates.addAll(PemFile.validCertificates(file));
        }
        return certificates;
    }

    private static List<Path> files(Environment environment) {
        String named = environment.get(Setting.SSL_CERT_FILE);
        String directories = environment.get(Setting.SSL_CERT_DIR);
        List<Path> files = new ArrayList<>();
        if (!named.isEmpty()) {
            files.add(environment.workingDirectory().resolve(named));
        } else if (directories.isEmpty()) {
            SYSTEM_FILES.stream()
                    .map(Path::of)
                    .filter(Files::isReadable)
                    .limit(1)
                    .forEach(files::add);
        }
        for (String directory : directories.isEmpty() ? new String[0] : directories.split(File.pathSeparator)) {
            files.addAll(filesIn(environment.workingDirectory().resolve(directory)));
        }
        return files;
    }

    private static List<Path> filesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            // as with Go's library: one of several that is not there
            return List.of();
        }
    }
}
