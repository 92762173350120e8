package io.jm.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An open file of the server. */
public final class SftpFile implements Closeable {
    private final Conversation conversation;
    private final byte[] handle;

    SftpFile(Conversation conversation, byte[] handle) {
        this.conversation = conversation;
        this.handle = handle;
    }

    /**
     * The content; closing it closes the file.
     *
     * @param size how many bytes are expected; more or fewer may come
     * @param chunk how many are asked for at once
     * @param ahead how many may be on their way
     */
    public InputStream content(long size, int chunk, int ahead) {
        return new SftpInput(this, size, chunk, ahead);
    }

    /**
     * Takes content from the file's beginning on; flushing it waits until the server has it all. Closing it does not close
     * the file.
     *
     * @param ahead how many chunks may be on their way
     */
    public OutputStream writer(int ahead) {
        return new SftpOutput(this, ahead);
    }

    public void setPermissions(int permissions) throws IOException {
        conversation
                .ask(request(Type.FSETSTAT)
                        .number(SftpAttributes.HAS_PERMISSIONS)
                        .number(permissions))
                .expectOk();
    }

    public void setOwners(int owner, int group) throws IOException {
        conversation
                .ask(request(Type.FSETSTAT)
                        .number(SftpAttributes.HAS_OWNERS)
                        .number(owner)
                        .number(group))
                .expectOk();
    }

    Request request(int type) {
        return new Request(type).string(handle);
    }

    Conversation conversation() {
        return conversation;
    }

    @Override
    public void close() throws IOException {
        conversation.ask(request(Type.CLOSE)).expectOk();
    }
}
