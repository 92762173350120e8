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
import io.jm.ssh.SshArguments;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshExecutors;
import io.jm.ssh.SshTarget;
import io.jm.ssh.SshTimeouts;
import io.jm.ssh.SystemSsh;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.ssh.copy.CopyProgress;
import io.jm.ssh.copy.FileCopy;
import io.jm.ssh.copy.LocalFiles;
import io.jm.ssh.copy.MachineFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selects the SSH client, built-in or the system's {@code ssh} program, for commands, sessions and copies. */
public final class SshClients implements SshExecutors {
    private static final int MAX_CHUNK = 1 << 20;

    private final Environment environment;
    private final Console console;
    private final Passphrases passphrases;
    private final boolean useSystem;

    /**
     * @param useSystem whether to use the system's programs for everything ({@code --native-ssh})
     */
    public SshClients(Environment environment, Console console, Passphrases passphrases, boolean useSystem) {
        // a signal must restore the terminal's echo and delete a partly copied file
        Signals.runHooksAtEnd();
        this.environment = environment;
        this.console = console;
        this.passphrases = passphrases;
        this.useSystem = useSystem;
    }

    @Override
    public SshExecutor open(SshTarget target) {
        return ErrorBoundary.around(
                target.hostAndPort(), usesSystem(target) ? SystemSsh.of(target, environment) : inProcess(target));
    }

    /** Whether the system's programs log in to a target: jm itself runs no ProxyCommand of the user's configuration. */
    private boolean usesSystem(@Nullable SshTarget target) {
        if (useSystem || target == null || !target.route().needsSystem()) {
            return useSystem;
        }
        if (Programs.find(environment, "ssh") == null) {
            throw new JmException("the ProxyCommand of your ssh configuration for " + target.hostAndPort()
                    + " needs the system's ssh program, and there is none on your PATH");
        }
        return true;
    }

    private InProcessSsh inProcess(SshTarget target) {
        return new InProcessSsh(target, SshTimeouts.from(environment), environment, console, passphrases);
    }

    /**
     * Connects a remote command or shell to jm's own streams until it ends. Options that only OpenSSH supports are
     * passed to the system's program.
     *
     * @param arguments the user's arguments after the machine's name: options of ssh, then the command
     * @return the command's exit status; 255 if it has none or the system's program could not connect
     * @throws SshException if the built-in client cannot connect
     */
    public int attach(SshTarget target, List<String> arguments) {
        SshArguments parsed = SshArguments.parse(arguments);
        console.flush();
        String unsupported = parsed.unsupported();
        boolean system = usesSystem(target);
        if (system || unsupported != null) {
            if (!system && Programs.find(environment, "ssh") == null) {
                throw new JmException("the ssh option " + unsupported
                        + " needs the system's ssh program (--native-ssh), and there is none on your PATH");
            }
            return SystemSsh.of(target, environment).attach(parsed);
        }
        Streams streams = console.streams();
        SshTarget named = parsed.applyTo(target);
        return ErrorBoundary.around(named.hostAndPort(), () -> {
            try (InProcessSsh ssh = inProcess(named)) {
                return ssh.attach(parsed, streams);
            }
        });
    }

    /**
     * Copies files between this computer and a machine, or between two machines through this computer.
     *
     * @throws JmException with one line for each file that could not be copied; the others have been copied
     */
    public void copy(CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        console.flush();
        if (usesSystem(from.target()) || usesSystem(to.target())) {
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
        CopyProgress progress = quiet ? CopyProgress.silent() : CopyProgress.on(console);
        try (MachineFiles source = machine(from);
                MachineFiles destination = machine(to)) {
            int chunk = Math.min(
                    source == null ? MAX_CHUNK : source.readChunk(),
                    destination == null ? MAX_CHUNK : destination.writeChunk());
            FileCopy copy = new FileCopy(
                    source == null ? here : source,
                    destination == null ? here : destination,
                    recursive,
                    chunk,
                    progress);
            return copy.copy(from.path(), to.path());
        }
    }

    private static String places(CopyEndpoint from, CopyEndpoint to) {
        SshTarget source = from.target();
        SshTarget destination = to.target();
        if (source == null || destination == null) {
            SshTarget only = source == null ? destination : source;
            return only == null ? "here" : only.hostAndPort();
        }
        return source.hostAndPort() + " and " + destination.hostAndPort();
    }

    private void copyWithSystem(CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        String scp = scp().toString();
        check(from, to);
        int status = SystemCopy.scp(List.of(scp), from, to, recursive, quiet);
        if (status != 0 && (lacksSftp(from) || lacksSftp(to))) {
            // a newer scp, which uses SFTP by default, still has the old protocol
            status = SystemCopy.scp(List.of(scp, "-O"), from, to, recursive, quiet);
        }
        succeeded(status);
    }

    private boolean lacksSftp(CopyEndpoint endpoint) {
        SshTarget target = endpoint.target();
        if (target == null || Programs.find(environment, "ssh") == null) {
            return false;
        }
        try (SystemSsh ssh = SystemSsh.of(target, environment)) {
            return ssh.lacksSftp();
        } catch (SshException e) {
            // scp has already reported the connection error
            return false;
        }
    }

    private @Nullable MachineFiles machine(CopyEndpoint endpoint) {
        SshTarget target = endpoint.target();
        return target == null ? null : MachineFiles.over(inProcess(target));
    }

    /** Copies only the differences, with rsync. */
    public void delta(CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        Path rsync = rsync();
        check(from, to);
        console.flush();
        succeeded(Programs.foreground(SystemCopy.rsyncArguments(rsync, from, to, recursive, quiet)));
    }

    /** Mounts a machine's directory on a local directory, with sshfs. */
    public void mount(CopyEndpoint from, String mountPoint) {
        Path sshfs = sshfs();
        console.flush();
        succeeded(Programs.foreground(SystemCopy.sshfsArguments(sshfs, from, mountPoint)));
    }

    /** Unmounts a directory mounted by {@link #mount}. */
    public void unmount(String mountPoint) {
        console.flush();
        succeeded(Programs.foreground(SystemCopy.unmountArguments(unmounter(), mountPoint)));
    }

    /** Returns the program to unmount with: fusermount of FUSE 2 or 3, or umount on macOS. */
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

    /** Fails early if a program that the options need is missing. */
    public void requireFor(boolean delta, boolean mount, boolean unmount) {
        if (delta) {
            rsync();
        } else if (unmount) {
            unmounter();
        } else if (mount) {
            sshfs();
        } else if (useSystem) {
            scp();
        }
    }

    private Path scp() {
        return program("scp", "scp feature");
    }

    private Path rsync() {
        return program("rsync", "--delta option");
    }

    private Path sshfs() {
        return program("sshfs", "mount feature");
    }

    private Path program(String name, String feature) {
        Path found = Programs.find(environment, name);
        if (found == null) {
            throw new JmException("You must have a copy of the " + name + " binary locally to use the " + feature);
        }
        return found;
    }

    private static void check(CopyEndpoint from, CopyEndpoint to) {
        for (CopyEndpoint endpoint : List.of(from, to)) {
            SshTarget target = endpoint.target();
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
