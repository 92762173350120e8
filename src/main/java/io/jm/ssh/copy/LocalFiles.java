package io.jm.ssh.copy;

import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of this computer. */
public class LocalFiles implements FileTree {
    private final Path workingDirectory;
    private final boolean unix;
    private final boolean windows;

    public LocalFiles(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
        this.unix =
                workingDirectory.getFileSystem().supportedFileAttributeViews().contains("unix");
        this.windows = workingDirectory.getFileSystem().getSeparator().equals("\\");
    }

    private Path at(String path) throws IOException {
        try {
            return workingDirectory.resolve(path);
        } catch (InvalidPathException e) {
            throw new IOException("the name is not valid on this computer: " + e.getReason(), e);
        }
    }

    @Override
    public @Nullable Info info(String path) throws IOException {
        Path file = at(path);
        try {
            Map<String, Object> read =
                    Files.readAttributes(file, unix ? "unix:mode,uid,gid,size,isDirectory,isRegularFile" : "*");
            Kind kind = Boolean.TRUE.equals(read.get("isDirectory"))
                    ? Kind.DIRECTORY
                    : Boolean.TRUE.equals(read.get("isRegularFile")) ? Kind.FILE : Kind.OTHER;
            int mode = unix ? number(read, "mode") & 0777 : kind == Kind.DIRECTORY ? 0755 : 0644;
            long size = read.get("size") instanceof Long length ? length : 0;
            return new Info(kind, mode, size, number(read, "uid"), number(read, "gid"));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static int number(Map<String, Object> read, String name) {
        return read.get(name) instanceof Integer number ? number : -1;
    }

    /** Ignores the budget, because the names are not a peer's. */
    @Override
    public List<PeerName> names(String directory, MemoryBudget budget) throws IOException {
        List<PeerName> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(at(directory))) {
            for (Path child : children) {
                names.add(PeerName.of(String.valueOf(child.getFileName())));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    /** Returns the path unchanged: the user's shell has expanded it. */
    @Override
    public String expandHome(String path) {
        return path;
    }

    /** Returns the path itself: the user's shell has expanded wildcards. */
    @Override
    public List<Source> sources(String typed, MemoryBudget budget) {
        return List.of(Source.typed(typed, lastName(isWindows() ? typed.replace('\\', '/') : typed)));
    }

    @Override
    public boolean isWindows() {
        return windows;
    }

    @Override
    public void makeDirectory(String path, int mode) throws IOException {
        Files.createDirectory(at(path), attributes(mode));
    }

    private FileAttribute<?>[] attributes(int mode) {
        return unix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode))}
                : new FileAttribute<?>[0];
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }

    @Override
    public InputStream read(String path, long size) throws IOException {
        return Files.newInputStream(at(path));
    }

    @Override
    public NewFile write(String path, int mode) throws IOException {
        Path target = at(path);
        boolean absent = !Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        Info before = absent ? null : info(path);
        if (before != null && before.kind() == Kind.OTHER) {
            // a device or a named pipe is written to, not replaced
            return new InPlace(Files.newOutputStream(target, StandardOpenOption.WRITE));
        }
        Path real = absent ? target : followLinks(target);
        Path temporary = real.resolveSibling(NewFile.temporaryName(String.valueOf(real.getFileName())));
        int permissions = before == null ? mode | 0200 : before.mode() | 0200;
        return new Replacement(create(temporary, permissions), temporary, real, before);
    }

    private OutputStream create(Path path, int permissions) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Channels.newOutputStream(Files.newByteChannel(path, options, attributes(permissions)));
    }

    @Override
    public StagedRead readStaged(String path, int size) {
        return new LocalRead(this, path, size);
    }

    @Override
    public StagedWrite writeStaged(String path, int mode, boolean absent) {
        return new LocalWrite(this, path, mode);
    }

    /** Returns the target of a link, even if it does not exist. */
    private static Path followLinks(Path path) throws IOException {
        return Files.exists(path)
                ? path.toRealPath()
                : Files.isSymbolicLink(path) ? path.resolveSibling(Files.readSymbolicLink(path)) : path;
    }

    /** A file that is written under a temporary name in the same directory. */
    private final class Replacement extends NewFile {
        private final OutputStream content;
        private final Path temporary;
        private final Path target;
        private final @Nullable Info before;

        Replacement(OutputStream content, Path temporary, Path target, @Nullable Info before) {
            this.content = content;
            this.temporary = temporary;
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
            if (unix && before != null) {
                Files.setPosixFilePermissions(temporary, permissions(before.mode()));
                setOwner(before);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        /** Gives the new file the owner and group of the replaced one, if permitted. */
        private void setOwner(Info before) {
            try {
                if (!Files.getAttribute(temporary, "unix:uid").equals(before.owner())) {
                    Files.setAttribute(temporary, "unix:uid", before.owner());
                }
                if (!Files.getAttribute(temporary, "unix:gid").equals(before.group())) {
                    Files.setAttribute(temporary, "unix:gid", before.group());
                }
            } catch (IOException e) {
                // only root may change owners; the file then belongs to the current user
                return;
            }
        }

        @Override
        void discard() {
            try {
                content.close();
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // the leftover has a temporary name
                return;
            }
        }
    }

    /** A device or pipe that is written to directly. */
    private static final class InPlace extends NewFile {
        private final OutputStream content;

        InPlace(OutputStream content) {
            this.content = content;
        }

        @Override
        OutputStream content() {
            return content;
        }

        @Override
        void keep() throws IOException {
            content.close();
        }

        @Override
        void discard() {
            try {
                content.close();
            } catch (IOException e) {
                // a pipe cannot be restored
                return;
            }
        }
    }
}
