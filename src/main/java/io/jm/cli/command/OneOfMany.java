package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.console.LabelledConsole;
import java.util.List;
import java.util.function.Consumer;

/** Works on one of several machines at the same time: in a context of its own, with its name before each line. */
final class OneOfMany {
    private OneOfMany() {}

    /**
     * Runs the work.
     *
     * @param names the names of all the machines
     * @throws JmException if it fails, with the name of the machine
     */
    static void run(Context context, String name, List<String> names, Consumer<Context> work) {
        LabelledConsole console = new LabelledConsole(context.console(), name, names);
        try (Context own = context.with(console)) {
            work.accept(own);
        } catch (JmException e) {
            if (Thread.currentThread().isInterrupted()) {
                // FanOut no longer waits for this thread's failure
                console.error(e.getMessage());
            }
            throw new JmException(name + ": " + e.getMessage(), e.exitCode(), e);
        }
    }
}
