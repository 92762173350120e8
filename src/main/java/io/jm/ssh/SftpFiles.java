package io.jm.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.RenameFlags;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPClient;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/** The files of a machine, over SFTP. */
final class SftpFiles extends MachineFiles {
    /** A dead line is noticed by keep-alives; a slow one may take this long to confirm what is on its way. */
    private static final int PATIENCE_MILLIS = 600_000;
    /** OpenSSH's limit is 256 KiB with the header; others promise no more than the protocol's 32 KiB. */
    private static final int OPENSSH_WRITE = 255 * 1024;
    /** An answer fits one packet of the connection; the native run-time maps arrays of 128 KiB and more one by one. */
    private static final int OPENSSH_READ = 96 * 1024;

    private static final int USUAL_CHUNK = 32 * 1024;
    /** So many bytes on the way keep a long fast line busy; twice as many made copies slower. */
    private static final int ON_THE_WAY = 4 * 1024 * 1024;

    private final SshExecutor owner;
    private final SFTPClient sftp;
    private final SFTPEngine engine;
    private final boolean openSsh;

    /** Takes over an open file service; the connection of {@code owner} is closed with it. */
    SftpFiles(SshExecutor owner, SFTPClient sftp, RemoteShell shell, boolean openSsh) {
        super(shell);
        this.owner = owner;
        this.sftp = sftp;
        this.engine = sftp.getSFTPEngine();
        this.engine.setTimeoutMs(PATIENCE_MILLIS);
        this.openSsh = openSsh;
    }

    @Override
    String home() throws IOException {
        return engine.canonicalize(".");
    }

    @Override
    int readChunk() {
        return openSsh ? OPENSSH_READ : USUAL_CHUNK;
    }

    @Override
    int writeChunk() {
        return openSsh ? OPENSSH_WRITE : USUAL_CHUNK;
    }

    private static String at(String path) {
        return path.isEmpty() ? "." : path;
    }

    @Override
    public @Nullable Info info(String path) throws IOException {
        FileAttributes read = sftp.statExistence(at(path));
        return read == null ? null : info(read);
    }

    private static Info info(FileAttributes read) {
        FileMode.Type type = read.getType();
        Kind kind =
                type == FileMode.Type.DIRECTORY ? Kind.FOLDER : type == FileMode.Type.REGULAR ? Kind.FILE : Kind.OTHER;
        boolean owned = read.has(FileAttributes.Flag.UIDGID);
        return new Info(
                kind,
                read.getMode().getPermissionsMask() & 0777,
                read.getSize(),
                owned ? read.getUID() : -1,
                owned ? read.getGID() : -1);
    }

    @Override
    public List<String> names(String folder) throws IOException {
        return sftp.ls(at(folder)).stream()
                .map(RemoteResourceInfo::getName)
                .sorted()
                .toList();
    }

    @Override
    List<String> matches(String path) throws IOException {
        List<String> found = List.of(path.startsWith("/") ? "/" : "");
        for (String part : path.split("/+", -1)) {
            if (!part.isEmpty()) {
                found = matches(found, part);
            }
        }
        return found;
    }

    private List<String> matches(List<String> folders, String pattern) throws IOException {
        List<String> found = new ArrayList<>();
        // braces are plain letters to a remote shell's patterns as scp uses them
        PathMatcher matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + pattern.replace("{", "\\{").replace("}", "\\}"));
        for (String folder : folders) {
            Info info = info(folder);
            if (info == null || info.kind() != Kind.FOLDER) {
                continue;
            }
            for (String name : names(folder)) {
                boolean hidden = name.startsWith(".") && !pattern.startsWith(".");
                if (!hidden && matcher.matches(Path.of(name))) {
                    found.add(child(folder, name));
                }
            }
        }
        return found;
    }

    @Override
    public void makeFolder(String path, int mode) throws IOException {
        engine.makeDir(path, new FileAttributes.Builder().withPermissions(mode).build());
    }

    @Override
    public InputStream read(String path, long size) throws IOException {
        RemoteFile file = engine.open(path, EnumSet.of(OpenMode.READ));
        // each request beyond the end of a small file would be answered too
        long ahead = Math.min(ON_THE_WAY / readChunk(), size / readChunk() + 1);
        return new RemoteInput(file, file.new ReadAheadRemoteFileInputStream((int) ahead));
    }

    @Override
    public NewFile write(String path, int mode) throws IOException {
        Info before = info(path);
        String target = before == null ? path : engine.canonicalize(path);
        String beside = NewFile.beside(target);
        if (before != null && before.kind() == Kind.OTHER) {
            return new Writing(open(target, before.mode(), OpenMode.TRUNC), target, target, null);
        }
        try {
            int kept = before == null ? mode : before.mode();
            return new Writing(open(beside, kept | 0200, OpenMode.EXCL), beside, target, before);
        } catch (SFTPException e) {
            if (before != null && e.getStatusCode() == StatusCode.PERMISSION_DENIED) {
                // the file may be written though nothing may be added to its folder
                return new Writing(open(target, before.mode(), OpenMode.TRUNC), target, target, null);
            }
            throw e;
        }
    }

    private RemoteFile open(String path, int mode, OpenMode more) throws IOException {
        return engine.open(
                path,
                EnumSet.of(OpenMode.WRITE, OpenMode.CREAT, more),
                new FileAttributes.Builder().withPermissions(mode).build());
    }

    @Override
    public void close() {
        try {
            sftp.close();
        } catch (IOException e) {
            // the connection goes with it anyway
            owner.close();
            return;
        }
        owner.close();
    }

    /** A remote file's content; closing it frees the handle too. */
    private static final class RemoteInput extends java.io.FilterInputStream {
        private final RemoteFile file;

        RemoteInput(RemoteFile file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            super.close();
            file.close();
        }
    }

    /** A remote file under its temporary name. */
    private final class Writing extends NewFile {
        private final RemoteFile file;
        private final OutputStream content;
        private final String path;
        private final String target;
        private final @Nullable Info before;

        Writing(RemoteFile file, String path, String target, @Nullable Info before) {
            this.file = file;
            this.content = file.new RemoteFileOutputStream(0, ON_THE_WAY / writeChunk());
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
                file.setAttributes(new FileAttributes.Builder()
                        .withPermissions(before.mode())
                        .build());
                own(before);
            }
            file.close();
            if (path.equals(target)) {
                return;
            }
            if (engine.supportsServerExtension("posix-rename", "openssh.com")) {
                engine.rename(path, target, EnumSet.of(RenameFlags.OVERWRITE));
            } else {
                if (before != null) {
                    engine.remove(target);
                }
                engine.rename(path, target, EnumSet.noneOf(RenameFlags.class));
            }
        }

        /** A replaced file keeps its owner where the user may say so. */
        private void own(Info before) {
            if (before.owner() < 0) {
                return;
            }
            try {
                file.setAttributes(new FileAttributes.Builder()
                        .withUIDGID(before.owner(), before.group())
                        .build());
            } catch (IOException e) {
                // only root may; then the file belongs to who logged in, like any new one
                return;
            }
        }

        @Override
        void discard() {
            try {
                file.close();
                if (!path.equals(target)) {
                    engine.remove(path);
                }
            } catch (IOException e) {
                // the rest has a name that nobody takes for the file
                return;
            }
        }
    }
}
