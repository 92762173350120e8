package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.text.Printable;

/** Finds a machine whose creation began and has not come to its end. */
record UnfinishedMachine(StoreLayout layout, String name, String program) implements Check {
    @Override
    public String id() {
        return "store.unfinished";
    }

    @Override
    public void run(Findings findings) {
        if (is()) {
            findings.warning(
                    id(),
                    "its creation is not finished, so it has no engine and no certificate yet",
                    program + " create --resume " + Printable.line(name));
        }
    }

    boolean is() {
        try {
            return new ExtrasFile(layout.extras(name)).isUnfinished();
        } catch (JmException e) {
            // what reads the file for its own purpose reports that
            return false;
        }
    }
}
