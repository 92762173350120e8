package io.jm.ssh;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import net.schmizz.sshj.SSHClient;

/** The files of a machine: over SFTP, or through its shell where it offers none, as boot2docker does. */
abstract class MachineFiles implements FileTree, AutoCloseable {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]+");

    private final RemoteShell shell;

    MachineFiles(RemoteShell shell) {
        this.shell = shell;
    }

    /** Opens the machine's files on a connection, which is closed with them. */
    static MachineFiles over(InProcessSsh ssh) {
        SshjConnection connection = ssh.connection();
        SSHClient client = connection.client();
        RemoteShell shell = new RemoteShell(client);
        try {
            String server = String.valueOf(client.getTransport().getServerVersion());
            return new SftpFiles(ssh, client.newSFTPClient(), shell, server.startsWith("OpenSSH"));
        } catch (IOException e) {
            if (!connection.alive()) {
                throw new SshException("the connection was lost: " + PeerReason.of(e), SshException.Kind.BROKEN, e);
            }
            return new ShellFiles(ssh, shell);
        }
    }

    /** How many bytes are best read at once. */
    abstract int readChunk();

    /** How many bytes are best written at once. */
    abstract int writeChunk();

    /** The folder in which the login begins. */
    abstract String home() throws IOException;

    /** The paths that a path with wildcards means on the machine; none if nothing matches. */
    abstract List<String> matches(String path) throws IOException;

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
        // the shell leaves the name of nobody as it is; a login that may only copy has none
        String home = shell.run("printf %s ~" + user);
        return home.isEmpty() ? path : home + path.substring(slash);
    }

    @Override
    public final List<String> expand(String path) throws IOException {
        if (path.indexOf('*') < 0 && path.indexOf('?') < 0 && path.indexOf('[') < 0 || info(path) != null) {
            return List.of(path);
        }
        List<String> found = matches(path);
        return found.isEmpty() ? List.of(path) : found;
    }

    @Override
    public abstract void close();
}
