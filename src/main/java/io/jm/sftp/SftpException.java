package io.jm.sftp;

import java.io.IOException;

/** An error status from the server; its message is the reason only. */
public final class SftpException extends IOException {
    private static final long serialVersionUID = 1L;

    static final int OK = 0;
    static final int END = 1;
    private static final int NO_SUCH_FILE = 2;
    private static final int PERMISSION_DENIED = 3;

    private final int code;

    SftpException(int code, String reason) {
        super(message(code, reason));
        this.code = code;
    }

    private static String message(int code, String reason) {
        return switch (code) {
            case NO_SUCH_FILE -> "No such file or directory";
            case PERMISSION_DENIED -> "Permission denied";
            default -> reason.isEmpty() ? "the machine's SFTP server failed (status " + code + ")" : reason;
        };
    }

    boolean isNoSuchFile() {
        return code == NO_SUCH_FILE;
    }

    public boolean isPermissionDenied() {
        return code == PERMISSION_DENIED;
    }
}
