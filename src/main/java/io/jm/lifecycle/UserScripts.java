package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.machine.ExtrasFile;
import io.jm.machine.ProvisionScript;
import io.jm.machine.ScriptRecord;
import io.jm.machine.StoreLayout;
import io.jm.provision.host.Host;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import java.nio.file.Path;
import java.util.List;

/** Runs the scripts of the user on a machine's host, each until it succeeds once. */
final class UserScripts {
    private static final int LINES = 30;

    private final ScriptRecord record;
    private final Path log;
    private final Console console;

    UserScripts(StoreLayout layout, String machine, Console console) {
        this.record = new ScriptRecord(new ExtrasFile(layout.extras(machine)));
        this.log = layout.provisionLog(machine);
        this.console = console;
    }

    /**
     * Runs those that have not been run.
     *
     * @param beforeEngine which of the two kinds
     * @throws JmException if one fails, with the end of its output; it is run again the next time
     */
    void run(Host host, boolean beforeEngine) {
        for (ProvisionScript script : record.pending()) {
            if (script.beforeEngine() == beforeEngine) {
                console.info("Running the provision script " + script.name() + "...");
                console.progress("Running " + script.name());
                SshReply reply = host.runScript(script.name(), script.text());
                console.clearProgress();
                if (!reply.succeeded()) {
                    throw failure(script, reply);
                }
                record.setRan(script);
            }
        }
    }

    private JmException failure(ProvisionScript script, SshReply reply) {
        String output = Excerpt.lastLines(reply.output(), LINES).strip();
        return new JmException("the provision script " + script.name() + " failed: exit status " + reply.status()
                + (output.isEmpty() ? "" : "\n" + output) + "\nAll of its output is in " + log);
    }

    /** Prints what {@link #run} would run. */
    static void rehearse(Host host, List<ProvisionScript> scripts, boolean beforeEngine) {
        scripts.stream()
                .filter(script -> script.beforeEngine() == beforeEngine)
                .forEach(script -> host.runScript(script.name(), script.text()));
    }
}
