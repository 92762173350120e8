package io.jm.ssh.copy;

import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import io.jm.sftp.SftpClient;
import io.jm.ssh.InProcessSsh;
import io.jm.ssh.PeerReason;
import io.jm.ssh.SshException;
import io.jm.ssh.SshjConnection;
import io.jm.text.Wildcard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files of a machine: over SFTP, or through its shell if it has no SFTP, as on boot2docker. */
public abstract class MachineFiles implements FileTree, AutoCloseable {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]+");

    /** Keep-alives detect a dead connection; a slow one may take this long to acknowledge the data in flight. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final RemoteShell shell;

    MachineFiles(RemoteShell shell) {
        this.shell = shell;
    }

    /** Opens the machine's files on a connection; closing them closes the connection. */
    public static MachineFiles over(InProcessSsh ssh) {
        SshjConnection connection = ssh.connection();
        RemoteShell shell = new RemoteShell(connection);
        try {
            ScriptSession service = connection.open(new ScriptSession(connection.lower()));
            service.startSubsystem("sftp");
            SftpClient sftp = SftpClient.start(service.getInputStream(), service.getOutputStream(), TIMEOUT);
            return new SftpFiles(ssh, sftp, shell, connection.isOpenSsh());
        } catch (IOException e) {
            if (!connection.alive()) {
                throw new SshException("the connection was lost: " + PeerReason.of(e), SshException.Kind.PROTOCOL, e);
            }
            return new ShellFiles(ssh, shell);
        }
    }

    /** Returns the number of bytes to read at once. */
    public abstract int readChunk();

    /** Returns the number of bytes to write at once. */
    public abstract int writeChunk();

    /** Returns the SSH user's home directory. */
    abstract String home() throws IOException;

    /** Returns the paths on the machine that match a path with wildcards; empty if none does. */
    abstract List<String> matches(String path, MemoryBudget budget) throws IOException;

    @Override
    public final String expandHome(String path) throws IOException {
        if (!path.startsWith("~")) {
            return path;
        }
        int slash = path.indexOf('/') < 0 ? path.length() : path.indexOf('/');
        String user = path.substring(1, slash);
        if (user.isEmpty()) {
            return home() + path.substring(slash);
        }
        if (!USER.matcher(user).matches()) {
            return path;
        }
        // sh leaves ~unknown as it is; an sftp-only account has no shell
        String home = shell.run("printf %s ~" + user);
        return home.isEmpty() ? path : home + path.substring(slash);
    }

    @Override
    public final List<Source> sources(String typed, MemoryBudget budget) throws IOException {
        String path = expandHome(typed);
        if (!Wildcard.isPattern(path) || info(path) != null) {
            return List.of(isHomeAlone(typed) ? home(path) : Source.typed(path, lastName(path)));
        }
        List<Source> found = new ArrayList<>();
        Wildcard pattern = Wildcard.of(lastName(path));
        for (String match : matches(path, budget)) {
            PeerName name = PeerName.of(lastName(match));
            // a machine must not return .bashrc for *.txt
            if (!name.matches(pattern)) {
                throw new IOException("rejected the file name \"" + PeerReason.line(lastName(match))
                        + "\": it does not match the pattern");
            }
            found.add(new Source(match, name));
        }
        return found.isEmpty() ? List.of(Source.typed(path, lastName(path))) : found;
    }

    private static boolean isHomeAlone(String typed) {
        int slash = typed.indexOf('/');
        return typed.startsWith("~")
                && (slash < 0 || typed.substring(slash).replace("/", "").isEmpty());
    }

    /**
     * Returns the home directory as source; refuses a hidden name, since the machine chooses it and users do not see
     * it.
     */
    private Source home(String path) throws IOException {
        PeerName name = PeerName.of(lastName(path));
        if (name.isHidden()) {
            throw new IOException("rejected the directory name \"" + name + "\" that the machine returned for ~");
        }
        return new Source(path, name);
    }

    @Override
    public abstract void close();
}
