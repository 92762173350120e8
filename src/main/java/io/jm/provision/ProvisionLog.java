package io.jm.provision;

import io.jm.base.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps what was run on a machine, with each exit status, for whoever must find out later what went wrong. */
public final class ProvisionLog {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/@\\s:]*:)[^/@\\s]*@");
    private static final Pattern ASSIGNED_SECRET = Pattern.compile(
            "((?:password|passwd|secret|token|api[_-]?key)[\\w-]*[=: ]\\s*)[^\\s'\"]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [^-]*-----.*?(-----END [^-]*-----|$)", Pattern.DOTALL);

    private final @Nullable Path file;
    private final Ticker ticker;

    /** A log in {@code file}, or none at all if that is null. */
    public ProvisionLog(@Nullable Path file, Ticker ticker) {
        this.file = file;
        this.ticker = ticker;
    }

    /** Notes a command, its exit status and how long it took. */
    public void note(String command, int status, long nanos) {
        if (file == null || file.getParent() == null || !Files.isDirectory(file.getParent())) {
            return;
        }
        String line = ticker.now() + " exit=" + status + " " + nanos / 1_000_000 + "ms "
                + mask(command).replace("\n", "\\n") + "\n";
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(file, PRIVATE);
                }
            }
            Files.write(file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        } catch (IOException e) {
            // a full disk must not stop the work that the log only describes
            return;
        }
    }

    /** The text without passwords in URLs, values of secret-sounding names, and keys. */
    static String mask(String text) {
        String masked = PEM.matcher(text).replaceAll("<REDACTED>");
        masked = URL_PASSWORD.matcher(masked).replaceAll("$1<REDACTED>@");
        return ASSIGNED_SECRET.matcher(masked).replaceAll("$1<REDACTED>");
    }
}
