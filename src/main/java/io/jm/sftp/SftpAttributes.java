package io.jm.sftp;

import java.io.IOException;

/**
 * The attributes of a file as reported by the server.
 *
 * @param type the file type, the bits of {@link #TYPE}
 * @param permissions the permission bits, without setuid, setgid and sticky
 * @param size the size in bytes
 * @param owner the uid, -1 if unknown
 * @param group the gid, -1 if unknown
 */
public record SftpAttributes(int type, int permissions, long size, int owner, int group) {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;

    /** The memory for the attributes of one file, in bytes. */
    static final int MEMORY = 64;

    static final int HAS_SIZE = 1;
    static final int HAS_OWNERS = 2;
    static final int HAS_PERMISSIONS = 4;
    static final int HAS_TIMES = 8;
    static final int HAS_MORE = 0x80000000;

    /** Reads attributes from a packet. */
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
            throw new IOException("the machine's SFTP server sent an invalid file size");
        }
        return new SftpAttributes(mode & TYPE, mode & 0777, size, owner, group);
    }

    public boolean isDirectory() {
        return type == DIRECTORY;
    }

    public boolean isFile() {
        return type == FILE;
    }
}
