package io.jm.ssh.copy;

import io.jm.sftp.PendingReply;
import io.jm.sftp.SftpAttributes;
import io.jm.sftp.SftpClient;
import io.jm.sftp.SftpFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a small file of a machine over SFTP: a new one, or one that replaces a regular file. Links and other files at
 * the path are an error here.
 */
final class SftpWrite implements StagedWrite {
    private final SftpClient sftp;
    private final String path;
    private final String temporaryPath;
    private final int mode;
    private final boolean absent;
    private final List<PendingReply<SftpFile>> writing = new ArrayList<>();
    private @Nullable PendingReply<?> owning;
    private @Nullable PendingReply<Optional<SftpAttributes>> looking;
    private @Nullable PendingReply<SftpFile> creating;
    private @Nullable PendingReply<String> renaming;
    private @Nullable PendingReply<String> removing;
    private @Nullable SftpAttributes before;
    private @Nullable SftpFile file;

    /**
     * @param absent whether there is no file at the path for sure
     */
    SftpWrite(SftpClient sftp, String path, int mode, boolean absent) {
        this.sftp = sftp;
        this.path = path;
        this.temporaryPath = NewFile.temporaryPath(path);
        this.mode = mode;
        this.absent = absent;
    }

    @Override
    public void look() throws IOException {
        if (!absent) {
            looking = sftp.requestLinkAttributes(path);
        }
    }

    @Override
    public void create() throws IOException {
        before = looking == null ? null : looking.await().orElse(null);
        if (before != null && (!before.isFile() || !sftp.canReplace())) {
            throw new IOException("it cannot be replaced in one step");
        }
        int permissions = before == null ? mode : before.permissions();
        creating = sftp.requestCreate(temporaryPath, permissions | 0200);
    }

    @Override
    public void put(byte[] content) throws IOException {
        SftpFile created = created();
        if (content.length > 0) {
            writing.add(created.requestWrite(content));
        }
        if (before != null) {
            writing.add(created.requestPermissions(before.permissions()));
            if (before.owner() != -1) {
                owning = created.requestOwners(before.owner(), before.group());
            }
        }
        writing.add(created.requestClose());
    }

    private SftpFile created() throws IOException {
        PendingReply<SftpFile> reply = Objects.requireNonNull(creating);
        creating = null;
        SftpFile created = reply.await();
        file = created;
        return created;
    }

    @Override
    public void keep() throws IOException {
        if (owning != null) {
            // only root may change owners; otherwise the file belongs to the SSH user
            owning.discard();
        }
        for (PendingReply<SftpFile> reply : writing) {
            reply.await();
        }
        renaming = sftp.requestRename(temporaryPath, path);
    }

    @Override
    public void finish() throws IOException {
        Objects.requireNonNull(renaming).await();
    }

    @Override
    public void discard() {
        try {
            if (creating != null) {
                created();
            }
            if (file != null) {
                if (writing.isEmpty()) {
                    file.requestClose().discard();
                }
                removing = sftp.requestRemove(temporaryPath);
            }
        } catch (IOException e) {
            // it was not created, or the leftover has a temporary name
            return;
        }
    }

    @Override
    public void awaitDiscarded() {
        try {
            if (removing != null) {
                removing.await();
            }
        } catch (IOException e) {
            // the leftover has a temporary name
            return;
        }
    }
}
