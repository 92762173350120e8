package io.jm.sftp;

import java.io.IOException;

/**
 * What the server says about a file.
 *
 * @param type what it is: the bits of {@link #TYPE}
 * @param permissions its permission bits, without those for set-user-id and the like
 * @param size its length in bytes
 * @param owner the owner's number, -1 if unknown
 * @param group the group's number, -1 if unknown
 */
public record SftpAttributes(int type, int permissions, long size, int owner, int group) {
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;

    static final int HAS_SIZE = 1;
    static final int HAS_OWNERS = 2;
    static final int HAS_PERMISSIONS = 4;
    static final int HAS_TIMES = 8;
    static final int HAS_MORE = 0x80000000;

    /** Reads them from a packet, up to their end. */
    static SftpAttributes read(Reply reply) throws IOException {
        int flags = reply.number();
        long size = (flags & HAS_SIZE) == 0 ? 0 : reply.longNumber();
        int owner = -1;
        int group = -1;
        if ((flags & HAS_OWNERS) != 0) {
            owner = reply.number();
            group = reply.number();
        }
        int mode = (flags & HAS_PERMISSIONS) == 0 ? 0 : reply.number();
        if ((flags & HAS_TIMES) != 0) {
            reply.longNumber();
        }
        if ((flags & HAS_MORE) != 0) {
            for (int left = reply.number(); left > 0; left--) {
                reply.bytes();
                reply.bytes();
            }
        }
        if (size < 0) {
            throw new IOException("the machine's SFTP server names a size that cannot be");
        }
        return new SftpAttributes(mode & TYPE, mode & 0777, size, owner, group);
    }

    public boolean isFolder() {
        return type == FOLDER;
    }

    public boolean isFile() {
        return type == FILE;
    }
}
