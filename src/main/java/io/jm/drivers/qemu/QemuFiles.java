package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Setting;
import io.jm.text.Printable;
import io.jm.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The files of one machine. All are in the machine directory, except its sockets where their paths would be too long.
 *
 * @param directory the machine directory
 * @param sockets the directory of the sockets
 */
record QemuFiles(Path directory, Path sockets) {
    /** The shortest limit of a socket's path, macOS's, in bytes. */
    private static final int SOCKET_PATH = 103;

    private static final String LONGEST_SOCKET = "share-99.sock";

    /** Returns the files of a machine; no file is touched. */
    static QemuFiles of(Path directory, Environment environment) {
        String shown = Printable.line(directory.toString());
        if (!shown.equals(directory.toString())) {
            throw new JmException("the directory \"" + shown + "\" has characters that no virtual machine can be in");
        }
        if (fits(directory)) {
            return new QemuFiles(directory, directory);
        }
        String runtime = environment.get(Setting.XDG_RUNTIME_DIR);
        String home = environment.home();
        Path base = runtime.isEmpty() ? Path.of(home == null ? "/" : home, ".cache") : Path.of(runtime);
        Path sockets =
                base.resolve("jm").resolve(Sha256.hex(directory.toString()).substring(0, 16));
        if (!fits(sockets)) {
            throw new JmException("the directory " + directory
                    + " is too long for the sockets of a virtual machine; set XDG_RUNTIME_DIR to a shorter directory");
        }
        return new QemuFiles(directory, sockets);
    }

    private static boolean fits(Path directory) {
        return directory.resolve(LONGEST_SOCKET).toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH;
    }

    /** Creates the directory of the sockets, which only its owner may enter. */
    void createSocketDirectory() {
        try {
            AtomicFile.createPrivateDirectories(sockets);
        } catch (IOException e) {
            throw new JmException("mkdir " + sockets + ": " + IoReason.of(e), e);
        }
    }

    /** Removes what is outside the machine directory: the directory of the sockets with all in it. */
    void removeSocketDirectory() {
        if (sockets.equals(directory) || !Files.isDirectory(sockets, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(sockets)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
            Files.delete(sockets);
        } catch (DirectoryIteratorException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private JmException failure(IOException e) {
        return new JmException("cannot delete " + sockets + ": " + IoReason.of(e), e);
    }

    /** The overlay over the cached image. */
    Path disk() {
        return directory.resolve("disk.qcow2");
    }

    /** What cloud-init reads; it contains the private host key. */
    Path seed() {
        return directory.resolve("seed.img");
    }

    /** The private key for logins. */
    Path loginKey() {
        return directory.resolve("id_rsa");
    }

    /** Written and locked by QEMU as long as it runs. */
    Path pid() {
        return directory.resolve("qemu.pid");
    }

    /** Locked while QEMU is being started. */
    Path startLock() {
        return directory.resolve("qemu.lock");
    }

    /** The serial console since the last start. */
    Path console() {
        return directory.resolve("console.log");
    }

    /** The variable store of UEFI. */
    Path firmwareVariables() {
        return directory.resolve("efivars.fd");
    }

    /** QMP for one command at a time. */
    Path monitor() {
        return sockets.resolve("monitor");
    }

    /** QMP for the watcher of published ports, which keeps it open. */
    Path watcherMonitor() {
        return sockets.resolve("monitor2");
    }
}
