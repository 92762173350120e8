package io.jm.store;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A config.json is invalid. The message names the file; {@link #reason} does not, for a cell of a table. */
public final class UnreadableDocumentException extends JmException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    private UnreadableDocumentException(JmException cause, Path file, Path backup) {
        super(message(cause.getMessage(), file, backup), ErrorCode.STORE, cause);
        this.reason = cause.getMessage();
    }

    /** Returns the exception as its supertype: a method that throws this type would load the class for verification. */
    static JmException of(JmException cause, Path file, Path backup) {
        return new UnreadableDocumentException(cause, file, backup);
    }

    private static String message(String reason, Path file, Path backup) {
        String before = Files.exists(backup) ? "; the document before the last change is " + backup : "";
        return reason + " (in " + file + before + ")";
    }

    /** Returns what is wrong, without the file. */
    public String reason() {
        return reason;
    }
}
