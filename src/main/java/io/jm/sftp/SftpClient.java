package io.jm.sftp;

import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An SFTP client. The caller closes the streams. */
public final class SftpClient {
    private static final int VERSION = 3;
    private static final int OPEN_READ = 1;
    private static final int OPEN_WRITE = 2;
    private static final int OPEN_CREATE = 8;
    private static final int OPEN_TRUNCATE = 16;
    private static final int OPEN_NEW = 32;
    /** Four times the limit of the protocol. */
    private static final int MAX_HANDLE_LENGTH = 1024;

    private static final String POSIX_RENAME = "posix-rename@openssh.com";

    private final SftpConnection connection;
    private final Set<String> extensions = new HashSet<>();

    private SftpClient(SftpConnection connection) {
        this.connection = connection;
    }

    /**
     * Starts the protocol with the server behind the streams.
     *
     * @param timeout the timeout of each reply
     * @throws IOException if no SFTP server of version 3 replies
     */
    public static SftpClient start(InputStream in, OutputStream out, Duration timeout) throws IOException {
        SftpClient client = new SftpClient(new SftpConnection(in, out, timeout));
        Reply reply = client.connection.start(VERSION);
        int version = reply.number();
        if (version != VERSION) {
            throw new IOException(
                    "the machine's SFTP server has the unsupported version " + Integer.toUnsignedString(version));
        }
        while (reply.remaining() > 0) {
            client.extensions.add(reply.string());
            reply.bytes();
        }
        return client;
    }

    /** Returns the absolute path with all links resolved. */
    public String canonicalPath(String path) throws IOException {
        Reply reply = connection.call(new Request(Type.REALPATH).string(path)).expect(Type.NAME);
        reply.number();
        return reply.string();
    }

    /** Returns the attributes of a file, following symbolic links; null if it does not exist. */
    public @Nullable SftpAttributes attributes(String path) throws IOException {
        return found(connection.call(new Request(Type.STAT).string(path))).orElse(null);
    }

    /**
     * Requests the attributes of a file itself, even if it is a symbolic link.
     *
     * @return nothing if it does not exist
     */
    public PendingReply<Optional<SftpAttributes>> requestLinkAttributes(String path) throws IOException {
        return new PendingReply<>(connection, new Request(Type.LSTAT).string(path), SftpClient::found);
    }

    private static Optional<SftpAttributes> found(Reply reply) throws IOException {
        try {
            return Optional.of(SftpAttributes.read(reply.expect(Type.ATTRS)));
        } catch (SftpException e) {
            if (e.isNoSuchFile()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns the files in a directory except {@code .} and {@code ..}, unsorted; each is counted in the budget. */
    public List<SftpEntry> entries(String directory, MemoryBudget budget) throws IOException {
        byte[] handle = handle(connection.call(new Request(Type.OPENDIR).string(directory)));
        List<SftpEntry> entries = new ArrayList<>();
        try {
            while (true) {
                Reply reply = connection.call(new Request(Type.READDIR).string(handle));
                if (reply.type() == Type.STATUS) {
                    int code = reply.number();
                    if (code == SftpException.END) {
                        return entries;
                    }
                    throw reply.failure(code);
                }
                int count = reply.expect(Type.NAME).number();
                if (count <= 0) {
                    // otherwise a server could cause an endless loop
                    throw new IOException("the machine's SFTP server sent an empty list");
                }
                for (int i = 0; i < count; i++) {
                    String name = reply.string();
                    reply.bytes();
                    SftpAttributes attributes = SftpAttributes.read(reply);
                    budget.take(name.length() + SftpAttributes.MEMORY);
                    if (!name.equals(".") && !name.equals("..")) {
                        entries.add(new SftpEntry(PeerName.of(name), attributes));
                    }
                }
            }
        } finally {
            connection.discard(connection.send(new Request(Type.CLOSE).string(handle)));
        }
    }

    public void makeDirectory(String path, int permissions) throws IOException {
        connection
                .call(new Request(Type.MKDIR)
                        .string(path)
                        .number(SftpAttributes.HAS_PERMISSIONS)
                        .number(permissions))
                .expectOk();
    }

    public void remove(String path) throws IOException {
        requestRemove(path).await();
    }

    /** Requests to remove a file; the reply is its path. */
    public PendingReply<String> requestRemove(String path) throws IOException {
        return done(new Request(Type.REMOVE).string(path), path);
    }

    /** Sends a request that is only confirmed. */
    private PendingReply<String> done(Request request, String path) throws IOException {
        return new PendingReply<>(connection, request, reply -> {
            reply.expectOk();
            return path;
        });
    }

    /** Returns whether {@link #rename} can replace an existing file. */
    public boolean canReplace() {
        return extensions.contains(POSIX_RENAME);
    }

    /** Renames a file; replaces an existing one if {@link #canReplace}, otherwise fails. */
    public void rename(String from, String to) throws IOException {
        requestRename(from, to).await();
    }

    /** Requests what {@link #rename} does; the reply is the new path. */
    public PendingReply<String> requestRename(String from, String to) throws IOException {
        Request request = canReplace() ? new Request(Type.EXTENDED).string(POSIX_RENAME) : new Request(Type.RENAME);
        return done(request.string(from).string(to), to);
    }

    /** Opens a file for reading. */
    public SftpFile open(String path) throws IOException {
        return requestOpen(path).await();
    }

    /** Requests what {@link #open} does. */
    public PendingReply<SftpFile> requestOpen(String path) throws IOException {
        return opening(new Request(Type.OPEN).string(path).number(OPEN_READ).number(0));
    }

    /** Creates a file for writing; fails if it exists. */
    public SftpFile create(String path, int permissions) throws IOException {
        return requestCreate(path, permissions).await();
    }

    /** Requests what {@link #create} does. */
    public PendingReply<SftpFile> requestCreate(String path, int permissions) throws IOException {
        return writing(path, OPEN_WRITE | OPEN_CREATE | OPEN_NEW, permissions);
    }

    /** Truncates or creates a file for writing. */
    public SftpFile overwrite(String path, int permissions) throws IOException {
        return writing(path, OPEN_WRITE | OPEN_CREATE | OPEN_TRUNCATE, permissions)
                .await();
    }

    private PendingReply<SftpFile> writing(String path, int flags, int permissions) throws IOException {
        return opening(new Request(Type.OPEN)
                .string(path)
                .number(flags)
                .number(SftpAttributes.HAS_PERMISSIONS)
                .number(permissions));
    }

    private PendingReply<SftpFile> opening(Request request) throws IOException {
        return new PendingReply<>(connection, request, reply -> new SftpFile(connection, handle(reply)));
    }

    private static byte[] handle(Reply reply) throws IOException {
        ByteBuffer handle = reply.expect(Type.HANDLE).bytes();
        if (handle.remaining() > MAX_HANDLE_LENGTH) {
            throw new IOException("the machine's SFTP server sent an invalid handle");
        }
        byte[] bytes = new byte[handle.remaining()];
        handle.get(bytes);
        return bytes;
    }
}
