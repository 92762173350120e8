package io.jm.ssh.copy;

import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import io.jm.sftp.SftpAttributes;
import io.jm.sftp.SftpClient;
import io.jm.sftp.SftpEntry;
import io.jm.sftp.SftpException;
import io.jm.sftp.SftpFile;
import io.jm.ssh.SshExecutor;
import io.jm.text.Wildcard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a machine, over SFTP. */
final class SftpFiles extends MachineFiles {
    /** OpenSSH's limit is 256 KiB with the header; other servers only guarantee the protocol's 32 KiB. */
    private static final int OPENSSH_WRITE = 255 * 1024;
    /** A response fits into one SSH packet; the native run-time maps each array of 128 KiB and more separately. */
    private static final int OPENSSH_READ = 96 * 1024;

    private static final int DEFAULT_CHUNK = 32 * 1024;
    /** The bytes in flight: enough for a fast connection with a long round trip; twice as many made copies slower. */
    private static final int BYTES_IN_FLIGHT = 4 * 1024 * 1024;

    private final SshExecutor owner;
    private final SftpClient sftp;
    private final boolean openSsh;

    /** Takes over an open SFTP session; closing it closes the connection of {@code owner}. */
    SftpFiles(SshExecutor owner, SftpClient sftp, RemoteShell shell, boolean openSsh) {
        super(shell);
        this.owner = owner;
        this.sftp = sftp;
        this.openSsh = openSsh;
    }

    @Override
    String home() throws IOException {
        return sftp.canonicalPath(".");
    }

    @Override
    public int readChunk() {
        return openSsh ? OPENSSH_READ : DEFAULT_CHUNK;
    }

    @Override
    public int writeChunk() {
        return openSsh ? OPENSSH_WRITE : DEFAULT_CHUNK;
    }

    private static String at(String path) {
        return path.isEmpty() ? "." : path;
    }

    @Override
    public @Nullable Info info(String path) throws IOException {
        SftpAttributes read = sftp.attributes(at(path));
        return read == null ? null : info(read);
    }

    private static Info info(SftpAttributes read) {
        Kind kind = read.isDirectory() ? Kind.DIRECTORY : read.isFile() ? Kind.FILE : Kind.OTHER;
        return new Info(kind, read.permissions(), read.size(), read.owner(), read.group());
    }

    @Override
    public List<PeerName> names(String directory, MemoryBudget budget) throws IOException {
        return entries(directory, budget).stream().map(Entry::name).toList();
    }

    /** The listing has the attributes of links themselves, so that those are to be asked for. */
    @Override
    public List<Entry> entries(String directory, MemoryBudget budget) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (SftpEntry entry : sftp.entries(at(directory), budget)) {
            Info info = info(entry.attributes());
            entries.add(new Entry(entry.name(), info.kind() == Kind.OTHER ? null : info));
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    @Override
    public StagedRead readStaged(String path, int size) {
        return new SftpRead(sftp, path, size);
    }

    @Override
    public StagedWrite writeStaged(String path, int mode, boolean absent) {
        return new SftpWrite(sftp, path, mode, absent);
    }

    @Override
    List<String> matches(String path, MemoryBudget budget) throws IOException {
        List<String> found = List.of(path.startsWith("/") ? "/" : "");
        for (String part : path.split("/+", -1)) {
            if (!part.isEmpty()) {
                found = matches(found, part, budget);
            }
        }
        return found;
    }

    private List<String> matches(List<String> directories, String part, MemoryBudget budget) throws IOException {
        Wildcard pattern = Wildcard.of(part);
        List<String> found = new ArrayList<>();
        for (String directory : directories) {
            Info info = info(directory);
            if (info == null || info.kind() != Kind.DIRECTORY) {
                continue;
            }
            for (PeerName name : names(directory, budget)) {
                if (name.matches(pattern)) {
                    found.add(child(directory, name));
                }
            }
        }
        return found;
    }

    @Override
    public void makeDirectory(String path, int mode) throws IOException {
        sftp.makeDirectory(path, mode);
    }

    @Override
    public InputStream read(String path, long size) throws IOException {
        return sftp.open(path).content(size, readChunk(), BYTES_IN_FLIGHT / readChunk());
    }

    @Override
    public NewFile write(String path, int mode) throws IOException {
        Info before = info(path);
        String target = before == null ? path : sftp.canonicalPath(path);
        if (before != null && before.kind() == Kind.OTHER) {
            return new Writing(sftp.overwrite(target, before.mode()), target, target, null);
        }
        String temporaryPath = NewFile.temporaryPath(target);
        try {
            int permissions = before == null ? mode : before.mode();
            return new Writing(sftp.create(temporaryPath, permissions | 0200), temporaryPath, target, before);
        } catch (SftpException e) {
            if (before != null && e.isPermissionDenied()) {
                // the file may be writable although its directory is not
                return new Writing(sftp.overwrite(target, before.mode()), target, target, null);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        owner.close();
    }

    /** A remote file under its temporary name. */
    private final class Writing extends NewFile {
        private final SftpFile file;
        private final OutputStream content;
        private final String path;
        private final String target;
        private final @Nullable Info before;
        private boolean closed;

        Writing(SftpFile file, String path, String target, @Nullable Info before) {
            this.file = file;
            this.content = file.writer(BYTES_IN_FLIGHT / writeChunk());
            this.path = path;
            this.target = target;
            this.before = before;
        }

        @Override
        OutputStream content() {
            return content;
        }

        @Override
        void keep() throws IOException {
            content.close();
            if (before != null) {
                file.requestPermissions(before.mode()).await();
                setOwner(before);
            }
            closed = true;
            file.close();
            if (path.equals(target)) {
                return;
            }
            if (before != null && !sftp.canReplace()) {
                sftp.remove(target);
            }
            sftp.rename(path, target);
        }

        /** Gives the new file the owner and group of the replaced one, if permitted. */
        private void setOwner(Info before) {
            if (before.owner() == -1) {
                return;
            }
            try {
                file.requestOwners(before.owner(), before.group()).await();
            } catch (IOException e) {
                // only root may change owners; the file then belongs to the SSH user
                return;
            }
        }

        @Override
        void discard() {
            try {
                if (!closed) {
                    file.close();
                }
                if (!path.equals(target)) {
                    sftp.remove(path);
                }
            } catch (IOException e) {
                // the leftover has a temporary name
                return;
            }
        }
    }
}
