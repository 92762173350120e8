package io.jm.cloud;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.util.ArrayList;
import java.util.List;

/** Deletes several things, all of them whatever fails, and reports the failures together. */
public final class Cleanup {
    private final List<String> failures = new ArrayList<>();

    /** Runs a step, and remembers its failure. An interrupt ends everything. */
    public Cleanup step(Runnable step) {
        try {
            step.run();
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            failures.add(e.getMessage());
        }
        return this;
    }

    /** The messages of the steps that failed. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /**
     * Ends the cleaning up.
     *
     * @throws JmException with the messages of the steps that failed, a line each
     */
    public void finish() {
        if (!failures.isEmpty()) {
            throw new JmException(String.join("\n", failures));
        }
    }
}
