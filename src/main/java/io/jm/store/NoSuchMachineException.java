package io.jm.store;

import io.jm.base.JmException;

/** The store has no machine of that name. */
public final class NoSuchMachineException extends JmException {
    private static final long serialVersionUID = 1L;

    public NoSuchMachineException(String name) {
        super("Docker machine \"" + name + "\" does not exist. Use \"docker-machine ls\" to list machines. "
                + "Use \"docker-machine create\" to add a new one.");
    }
}
