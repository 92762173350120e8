package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Finds keys and directories of the store that other users can read. */
record FileModes(StoreLayout layout, List<String> names) implements Check {
    @Override
    public String id() {
        return "store.mode";
    }

    @Override
    public void run(Findings findings) {
        int before = findings.count();
        for (Path directory : List.of(layout.root(), layout.certs(), layout.machines())) {
            directory(directory, findings);
        }
        key(layout.caKey(), findings);
        key(layout.clientKey(), findings);
        for (String name : names) {
            directory(layout.machine(name), findings);
            machine(layout.machine(name), findings);
        }
        if (findings.isStill(before)) {
            findings.ok("key.mode", "keys and directories are private");
        }
    }

    private static void directory(Path directory, Findings findings) {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && isOpen(directory)) {
            findings.fixable(
                    "store.mode",
                    Level.WARNING,
                    "other users can open the directory " + directory,
                    new Fix("chmod 700 " + directory, () -> chmod(directory, "rwx------")));
        }
    }

    private static void key(Path key, Findings findings) {
        if (Files.isRegularFile(key, LinkOption.NOFOLLOW_LINKS) && isOpen(key)) {
            findings.fixable(
                    "key.mode",
                    Level.ERROR,
                    "other users can read the key " + key,
                    new Fix("chmod 600 " + key, () -> chmod(key, AtomicFile.OWNER_ONLY)));
        }
    }

    private static void machine(Path directory, Findings findings) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, FileModes::isKey)) {
            files.forEach(file -> key(file, findings));
        } catch (IOException e) {
            findings.error("store.mode", "open " + directory + ": " + IoReason.of(e), null);
        }
    }

    /** The keys of the engine, the client and the SSH login. */
    private static boolean isKey(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith("key.pem") || name.startsWith("id_") && !name.endsWith(".pub");
    }

    private static boolean isOpen(Path file) {
        try {
            return !AtomicFile.mode(file).endsWith("------");
        } catch (IOException e) {
            // removed in the meantime
            return false;
        }
    }

    private static void chmod(Path file, String mode) {
        try {
            AtomicFile.setMode(file, mode);
        } catch (IOException e) {
            throw new JmException("chmod " + file + ": " + IoReason.of(e), e);
        }
    }
}
