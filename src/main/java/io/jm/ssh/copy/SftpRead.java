package io.jm.ssh.copy;

import io.jm.sftp.PendingReply;
import io.jm.sftp.SftpClient;
import io.jm.sftp.SftpFile;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a small file of a machine over SFTP. */
final class SftpRead implements StagedRead {
    private final SftpClient sftp;
    private final String path;
    private final int size;
    private @Nullable PendingReply<SftpFile> opening;
    private @Nullable PendingReply<byte[]> reading;
    private @Nullable PendingReply<SftpFile> closing;

    SftpRead(SftpClient sftp, String path, int size) {
        this.sftp = sftp;
        this.path = path;
        this.size = size;
    }

    @Override
    public void open() throws IOException {
        opening = sftp.requestOpen(path);
    }

    @Override
    public void request() throws IOException {
        SftpFile file = opened();
        // one byte more shows whether the file has grown
        reading = file.requestStart(size + 1);
        closing = file.requestClose();
    }

    private SftpFile opened() throws IOException {
        PendingReply<SftpFile> reply = Objects.requireNonNull(opening);
        opening = null;
        return reply.await();
    }

    @Override
    public byte[] content() throws IOException {
        PendingReply<byte[]> reply = Objects.requireNonNull(reading);
        reading = null;
        byte[] content = reply.await();
        PendingReply<SftpFile> closed = Objects.requireNonNull(closing);
        closing = null;
        closed.await();
        if (content.length != size) {
            throw new IOException("the file has changed");
        }
        return content;
    }

    @Override
    public void abandon() {
        try {
            if (opening != null) {
                opened().requestClose().discard();
            }
        } catch (IOException e) {
            // it is not open
            return;
        }
        if (reading != null) {
            reading.discard();
        }
        if (closing != null) {
            closing.discard();
        }
    }
}
