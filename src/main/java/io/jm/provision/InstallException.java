package io.jm.provision;

import io.jm.base.JmException;

/** The install script of the engine failed on the host. */
public final class InstallException extends JmException {
    private static final long serialVersionUID = 1L;

    private final String script;

    /**
     * Creates the error.
     *
     * @param script the URL of the script
     * @param output the end of what it printed
     */
    InstallException(String script, String output) {
        super("error installing docker: " + output);
        this.script = script;
    }

    /** Returns the URL of the script. */
    public String script() {
        return script;
    }
}
