package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.cloudinit.Seed;
import io.jm.driver.DriverContext;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.PrivateFile;
import io.jm.ssh.SshKeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a machine gets before it boots for the first time: the key for logins, and the key of its SSH server, which is
 * known here before the machine runs, so that nobody is trusted on first use.
 */
final class FirstBoot {
    private final DriverContext context;
    private final QemuFiles files;

    FirstBoot(DriverContext context, QemuFiles files) {
        this.context = context;
        this.files = files;
    }

    /**
     * Checks what the user chose for the first boot, and writes nothing.
     *
     * @throws JmException if the user data cannot be read or is of no use, or if the login is not possible
     */
    void check(QemuConfig config, String user) {
        SshKeyPair key = SshKeyPair.generate(context.machineName());
        seed(config, user, key, key).image();
    }

    /** Writes both keys, the known host key, and the seed; replaces what an interrupted create left. */
    void prepare(QemuConfig config, String user) {
        String name = context.machineName();
        SshKeyPair login = SshKeyPair.generate(name);
        SshKeyPair host = SshKeyPair.generate(name);
        write(files.seed(), seed(config, user, login, host).image());
        write(
                new StoreLayout(context.storePath()).knownHosts(name),
                bytes(name + " " + keyOf(host.publicLine()) + "\n"));
        write(Path.of(files.loginKey() + ".pub"), bytes(login.publicLine() + "\n"));
        // the last one: a machine without it counts as not yet created
        write(files.loginKey(), bytes(login.privateKey()));
    }

    private Seed seed(QemuConfig config, String user, SshKeyPair login, SshKeyPair host) {
        return new Seed(
                user,
                shell(config.image()),
                login.publicLine(),
                host.privateKey(),
                host.publicLine(),
                context.machineName(),
                config.uuid(),
                config.mac(),
                config.dns().isEmpty() ? List.of() : List.of(config.dns()),
                userData(config.userDataFile()));
    }

    /** Alpine Linux has no bash, and a login without its shell is refused. */
    private static String shell(String image) {
        return image.toLowerCase(Locale.ROOT).contains("alpine") ? "/bin/sh" : "/bin/bash";
    }

    /** Returns the type and the key of a public line, without its comment. */
    private static String keyOf(String publicLine) {
        String[] parts = publicLine.split(" ", 3);
        return parts[0] + " " + parts[1];
    }

    private static byte[] userData(String path) {
        if (path.isEmpty()) {
            return new byte[0];
        }
        try {
            return BoundedReader.fileNamedByUser(Path.of(path), Limits.SMALL_FILE);
        } catch (IOException e) {
            throw new JmException("cannot read the user data: open " + path + ": " + IoReason.of(e), e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] content) {
        try {
            PrivateFile.replace(file, content);
            AtomicFile.syncDirectory(file);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }
}
