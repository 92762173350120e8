package io.jm.ssh.client;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.console.Streams;
import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Signals;
import io.jm.ssh.ErrorBoundary;
import io.jm.ssh.InProcessSsh;
import io.jm.ssh.KeyFile;
import io.jm.ssh.Passphrases;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshExecutors;
import io.jm.ssh.SshTimeouts;
import io.jm.ssh.SshTarget;
import io.jm.ssh.SshArguments;
import io.jm.ssh.SystemSsh;
import io.jm.ssh.copy.CopyProgress;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.ssh.copy.FileCopy;
import io.jm.ssh.copy.LocalFiles;
import io.jm.ssh.copy.MachineFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clients jm has: the one inside the process, and the system's {@code ssh} program. */
public final class SshClients implements SshExecutors {
    private static final int LARGEST_CHUNK = 1 << 20;

    private final Environment environment;
    private final Console console;
    private final Passphrases passphrases;
    private final boolean useSystem;

    /**
     * @param useSystem whether the user wants the system's program for everything
     */
    public SshClients(Environment environment, Console console, Passphrases passphrases, boolean useSystem) {
        // A signal must give the terminal its echo back, and take half a copied file away.
        Signals.runHooksAtEnd();
        this.environment = environment;
        this.console = console;
        this.passphrases = passphrases;
        this.useSystem = useSystem;
    }

    @Override
    public SshExecutor open(SshTarget target) {
        return ErrorBoundary.around(target.place(), useSystem ? SystemSsh.of(target, environment) : inProcess(target));
    }

    private InProcessSsh inProcess(SshTarget target) {
        return new InProcessSsh(target, SshTimeouts.from(environment), environment, console, passphrases);
    }

    /**
     * Joins a remote command or shell to our own streams until it ends. Options that only OpenSSH understands are
     * left to the system's program.
     *
     * @param words what the user wrote after the machine's name: options of ssh, then the command
     * @return the command's exit status; 255 if it has none or the system's program could not connect
     * @throws SshException if the client inside jm could not connect
     */
    public int attach(SshTarget target, List<String> words) {
        SshArguments parsed = SshArguments.parse(words);
        console.flush();
        String foreign = parsed.foreign();
        if (useSystem || foreign != null) {
            if (!useSystem && Programs.find(environment, "ssh") == null) {
                throw new JmException("the ssh option " + foreign
                        + " needs the system's ssh program (--native-ssh), and there is none on your PATH");
            }
            return SystemSsh.of(target, environment).attach(parsed);
        }
        Streams streams = console.streams();
        SshTarget named = parsed.applyTo(target);
        return ErrorBoundary.around(named.place(), () -> {
            try (InProcessSsh ssh = inProcess(named)) {
                return ssh.attach(parsed, streams);
            }
        });
    }

    /**
     * Copies files between this computer and machines, or from machine to machine through this computer.
     *
     * @throws JmException with one line for each file that could not be copied; the others are there
     */
    public void copy(CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        console.flush();
        if (useSystem) {
            copyWithSystem(from, to, recursive, quiet);
            return;
        }
        List<String> failures = ErrorBoundary.around(places(from, to), () -> copyInProcess(from, to, recursive, quiet));
        if (!failures.isEmpty()) {
            throw new JmException(String.join("\n", failures));
        }
    }

    private List<String> copyInProcess(CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        LocalFiles here = new LocalFiles(environment.workingDirectory());
        CopyProgress meter = quiet ? CopyProgress.silent() : CopyProgress.on(console);
        try (MachineFiles source = machine(from);
                MachineFiles destination = machine(to)) {
            int chunk = Math.min(
                    source == null ? LARGEST_CHUNK : source.readChunk(),
                    destination == null ? LARGEST_CHUNK : destination.writeChunk());
            FileCopy copy = new FileCopy(
                    source == null ? here : source, destination == null ? here : destination, recursive, chunk, meter);
            return copy.copy(from.path(), to.path());
        }
    }

    private static String places(CopyEndpoint from, CopyEndpoint to) {
        SshTarget source = from.target();
        SshTarget destination = to.target();
        if (source == null || destination == null) {
            SshTarget only = source == null ? destination : source;
            return only == null ? "here" : only.place();
        }
        return source.place() + " and " + destination.place();
    }

    private void copyWithSystem(CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        String scp = program("scp", "You must have a copy of the scp binary locally to use the scp feature")
                .toString();
        check(from, to);
        int status = SystemCopy.scp(List.of(scp), from, to, recursive, quiet);
        if (status != 0 && (lacksSftp(from) || lacksSftp(to))) {
            // an scp that speaks SFTP by itself still knows its old protocol
            status = SystemCopy.scp(List.of(scp, "-O"), from, to, recursive, quiet);
        }
        succeeded(status);
    }

    private boolean lacksSftp(CopyEndpoint place) {
        SshTarget target = place.target();
        if (target == null || Programs.find(environment, "ssh") == null) {
            return false;
        }
        try (SystemSsh ssh = SystemSsh.of(target, environment)) {
            return ssh.lacksSftp();
        } catch (SshException e) {
            // scp has complained about the connection already
            return false;
        }
    }

    private @Nullable MachineFiles machine(CopyEndpoint place) {
        SshTarget target = place.target();
        return target == null ? null : MachineFiles.over(inProcess(target));
    }

    /** Copies only what differs, with rsync. */
    public void delta(CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        Path rsync = program("rsync", "You must have a copy of the rsync binary locally to use the --delta option");
        check(from, to);
        console.flush();
        succeeded(Programs.foreground(SystemCopy.rsyncArguments(rsync, from, to, recursive, quiet)));
    }

    /** Shows a machine's directory under a directory of this computer, with sshfs. */
    public void mount(CopyEndpoint from, String mountPoint) {
        Path sshfs = program("sshfs", "You must have a copy of the sshfs binary locally to use the mount feature");
        console.flush();
        succeeded(Programs.foreground(SystemCopy.sshfsArguments(sshfs, from, mountPoint)));
    }

    /** Ends what {@link #mount} began. */
    public void unmount(String mountPoint) {
        console.flush();
        Path umount = unmounter();
        succeeded(Programs.foreground(
                umount.endsWith("umount")
                        ? List.of(umount.toString(), mountPoint)
                        : List.of(umount.toString(), "-u", mountPoint)));
    }

    /** The program that ends a mount: fusermount of FUSE 2 or 3, or where there is no such thing (macOS), umount. */
    private Path unmounter() {
        for (String name : List.of("fusermount", "fusermount3")) {
            Path found = Programs.find(environment, name);
            if (found != null) {
                return found;
            }
        }
        Path umount = Files.isDirectory(Path.of("/System/Library")) ? Programs.find(environment, "umount") : null;
        if (umount == null) {
            throw new JmException("You must have a copy of the fusermount binary locally to use the unmount option");
        }
        return umount;
    }

    /** Complains before anything else if a program that will be needed is missing. */
    public void requireFor(boolean delta, boolean mount, boolean unmount) {
        if (delta) {
            program("rsync", "You must have a copy of the rsync binary locally to use the --delta option");
        } else if (unmount) {
            unmounter();
        } else if (mount) {
            program("sshfs", "You must have a copy of the sshfs binary locally to use the mount feature");
        } else if (useSystem) {
            program("scp", "You must have a copy of the scp binary locally to use the scp feature");
        }
    }

    private Path program(String name, String complaint) {
        Path found = Programs.find(environment, name);
        if (found == null) {
            throw new JmException(complaint);
        }
        return found;
    }

    private static void check(CopyEndpoint from, CopyEndpoint to) {
        for (CopyEndpoint place : List.of(from, to)) {
            SshTarget target = place.target();
            if (target != null) {
                target.keys().forEach(key -> new KeyFile(key).check());
            }
        }
    }

    private static void succeeded(int status) {
        if (status != 0) {
            throw new JmException("exit status " + status);
        }
    }
}
