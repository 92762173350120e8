package io.jm.store;

import io.jm.base.JmException;
import io.jm.go.text.GoQuote;

/** The store has no machine of that name. */
public final class NoSuchMachineException extends JmException {
    private static final long serialVersionUID = 1L;

    /**
     * Says so, and what to do.
     *
     * @param program the name that the user calls this program by
     */
    public NoSuchMachineException(String name, String program) {
        super("Docker machine " + GoQuote.quote(name) + " does not exist. Use \"" + program
                + " ls\" to list machines. Use \"" + program + " create\" to add a new one.");
    }
}
