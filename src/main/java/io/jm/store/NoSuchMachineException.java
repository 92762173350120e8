package io.jm.store;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.go.text.GoQuote;

/** The store has no machine with the given name. */
public final class NoSuchMachineException extends JmException {
    private static final long serialVersionUID = 1L;

    private final String machine;

    /**
     * Creates the exception with docker-machine's message.
     *
     * @param program the name by which the user called this program
     */
    public NoSuchMachineException(String name, String program) {
        this(name, program, "");
    }

    /**
     * Creates the exception with docker-machine's message and a line behind it.
     *
     * @param more the line, such as a suggestion; empty if there is none
     */
    public NoSuchMachineException(String name, String program, String more) {
        super(
                "Docker machine " + GoQuote.quote(name) + " does not exist. Use \"" + program
                        + " ls\" to list machines. Use \"" + program + " create\" to add a new one."
                        + (more.isEmpty() ? "" : "\n" + more),
                ErrorCode.NO_SUCH_MACHINE,
                null);
        this.machine = name;
    }

    /** Returns the name that no machine has. */
    public String machine() {
        return machine;
    }
}
