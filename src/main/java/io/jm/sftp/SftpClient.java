package io.jm.sftp;

import io.jm.os.PeerName;
import io.jm.os.MemoryBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server's files. Whoever gave the streams closes them. */
public final class SftpClient {
    private static final int VERSION = 3;
    private static final int OPEN_READ = 1;
    private static final int OPEN_WRITE = 2;
    private static final int OPEN_CREATE = 8;
    private static final int OPEN_TRUNCATE = 16;
    private static final int OPEN_NEW = 32;
    /** Four times what the protocol allows. */
    private static final int LONGEST_HANDLE = 1024;

    private static final String POSIX_RENAME = "posix-rename@openssh.com";

    private final Conversation conversation;
    private final Set<String> extensions = new HashSet<>();

    private SftpClient(Conversation conversation) {
        this.conversation = conversation;
    }

    /**
     * Begins a conversation with the server behind the streams.
     *
     * @param timeout how long an answer may take
     * @throws IOException if what is there is no SFTP server
     */
    public static SftpClient start(InputStream in, OutputStream out, Duration timeout) throws IOException {
        SftpClient client = new SftpClient(new Conversation(in, out, timeout));
        Reply reply = client.conversation.start(VERSION);
        int version = reply.number();
        if (version != VERSION) {
            throw new IOException("the machine's SFTP server speaks version " + Integer.toUnsignedString(version));
        }
        while (reply.remaining() > 0) {
            client.extensions.add(reply.string());
            reply.bytes();
        }
        return client;
    }

    /** The absolute path, without links. */
    public String canonicalPath(String path) throws IOException {
        Reply reply = conversation.ask(new Request(Type.REALPATH).string(path)).expect(Type.NAME);
        reply.number();
        return reply.string();
    }

    /** What is at that path, behind symbolic links; null if there is nothing. */
    public @Nullable SftpAttributes attributes(String path) throws IOException {
        try {
            return SftpAttributes.read(
                    conversation.ask(new Request(Type.STAT).string(path)).expect(Type.ATTRS));
        } catch (SftpException e) {
            if (e.isNoSuchFile()) {
                return null;
            }
            throw e;
        }
    }

    /** The names in a folder but {@code .} and {@code ..}, in no order; each is accounted for in the budget. */
    public List<PeerName> names(String folder, MemoryBudget budget) throws IOException {
        byte[] handle = handle(new Request(Type.OPENDIR).string(folder));
        List<PeerName> names = new ArrayList<>();
        try {
            while (true) {
                Reply reply = conversation.ask(new Request(Type.READDIR).string(handle));
                if (reply.type() == Type.STATUS) {
                    int code = reply.number();
                    if (code == SftpException.END) {
                        return names;
                    }
                    throw reply.failure(code);
                }
                int count = reply.expect(Type.NAME).number();
                if (count <= 0) {
                    // or a server could keep us asking for ever
                    throw new IOException("the machine's SFTP server sent an empty list");
                }
                for (int i = 0; i < count; i++) {
                    String name = reply.string();
                    reply.bytes();
                    SftpAttributes.read(reply);
                    budget.take(name.length());
                    if (!name.equals(".") && !name.equals("..")) {
                        names.add(PeerName.of(name));
                    }
                }
            }
        } finally {
            conversation.forget(conversation.send(new Request(Type.CLOSE).string(handle)));
        }
    }

    public void makeFolder(String path, int permissions) throws IOException {
        conversation
                .ask(new Request(Type.MKDIR)
                        .string(path)
                        .number(SftpAttributes.HAS_PERMISSIONS)
                        .number(permissions))
                .expectOk();
    }

    public void remove(String path) throws IOException {
        conversation.ask(new Request(Type.REMOVE).string(path)).expectOk();
    }

    /** Whether {@link #rename} can put a file in the place of another. */
    public boolean renamesOver() {
        return extensions.contains(POSIX_RENAME);
    }

    /** Gives a file another name; see {@link #renamesOver} for what happens if the name is taken. */
    public void rename(String from, String to) throws IOException {
        Request request = renamesOver() ? new Request(Type.EXTENDED).string(POSIX_RENAME) : new Request(Type.RENAME);
        conversation.ask(request.string(from).string(to)).expectOk();
    }

    /** Opens a file for reading. */
    public SftpFile open(String path) throws IOException {
        return open(path, OPEN_READ, 0);
    }

    /** Makes a file that must not be there, for writing. */
    public SftpFile create(String path, int permissions) throws IOException {
        return open(path, OPEN_WRITE | OPEN_CREATE | OPEN_NEW, permissions);
    }

    /** Opens a file for writing and empties it, or makes it. */
    public SftpFile overwrite(String path, int permissions) throws IOException {
        return open(path, OPEN_WRITE | OPEN_CREATE | OPEN_TRUNCATE, permissions);
    }

    private SftpFile open(String path, int flags, int permissions) throws IOException {
        boolean reading = flags == OPEN_READ;
        Request request = new Request(Type.OPEN).string(path).number(flags);
        request.number(reading ? 0 : SftpAttributes.HAS_PERMISSIONS);
        if (!reading) {
            request.number(permissions);
        }
        return new SftpFile(conversation, handle(request));
    }

    private byte[] handle(Request request) throws IOException {
        ByteBuffer handle = conversation.ask(request).expect(Type.HANDLE).bytes();
        if (handle.remaining() > LONGEST_HANDLE) {
            throw new IOException("the machine's SFTP server sent a handle that makes no sense");
        }
        byte[] bytes = new byte[handle.remaining()];
        handle.get(bytes);
        return bytes;
    }
}
