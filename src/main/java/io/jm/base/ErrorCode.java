package io.jm.base;

/** What kind of error happened, for programs that read {@code --errors json}; an error of no kind has no code. */
public enum ErrorCode {
    USAGE("usage", "The arguments are wrong"),
    NO_SUCH_MACHINE("no-such-machine", "The machine does not exist"),
    EXISTS("exists", "There is a machine, a context or a file of that name already"),
    DRIVER_NOT_FOUND("driver-not-found", "There is no such driver"),
    DRIVER("driver", "The driver, or the provider behind it, refused or failed"),
    PRE_CREATE("pre-create", "The driver refused the machine before anything was created"),
    SSH("ssh", "SSH failed"),
    HOST_KEY("host-key", "The SSH host key is not the known one"),
    TLS("tls", "The engine and jm do not accept each other's certificates, or do not both use TLS"),
    ENGINE("engine", "The engine does not answer, does not start, or answers with an error"),
    CERTIFICATE("certificate", "A certificate or key on this computer is missing, unusable, or cannot be issued"),
    STORE("store", "A file of the store cannot be read or written"),
    LOCKED("locked", "Another process has the lock, or its file cannot be used"),
    SWARM("swarm", "A swarm is not, or cannot become, what was asked for"),
    CANCELLED("cancelled", "The command was interrupted"),
    BUG("bug", "An error in jm itself");

    private final String text;
    private final String meaning;

    ErrorCode(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** Returns the code as programs read it. */
    public String text() {
        return text;
    }

    /** Returns the code's line in the documentation. */
    public String meaning() {
        return meaning;
    }
}
