package io.jm.store;

import io.jm.base.JmException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A config.json that is no document of a machine. The message names the file; a table's cell has the reason alone. */
public final class UnreadableDocumentException extends JmException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    private UnreadableDocumentException(JmException cause, Path file, Path backup) {
        super(message(cause.getMessage(), file, backup), cause);
        this.reason = cause.getMessage();
    }

    /** Its type is the common one: a method that throws this one by name would load the class to be verified. */
    static JmException of(JmException cause, Path file, Path backup) {
        return new UnreadableDocumentException(cause, file, backup);
    }

    private static String message(String reason, Path file, Path backup) {
        String before = Files.exists(backup) ? "; the document before the last change is " + backup : "";
        return reason + " (in " + file + before + ")";
    }

    /** What is wrong, without the file. */
    public String reason() {
        return reason;
    }
}
