package io.jm.provision.host;

import io.jm.console.Console;
import io.jm.ssh.SshReply;
import io.jm.text.Printable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Prints each command that would change the host instead of running it; queries are run on the host. */
public final class DryRunHost implements RemoteHost {
    private final RemoteHost real;
    private final Console console;

    /**
     * Creates a dry run.
     *
     * @param real the host that runs queries
     */
    public DryRunHost(RemoteHost real, Console console) {
        this.real = real;
        this.console = console;
    }

    @Override
    public SshReply query(String command) {
        return real.query(command);
    }

    @Override
    public SshReply run(String command) {
        console.result(command);
        return new SshReply(0, "");
    }

    @Override
    public SshReply runWithInput(String command, RemoteFile file) {
        if (file.secret() || file.path().endsWith(".pem")) {
            console.result(command + "   # " + file);
        } else {
            console.result(command + " <<'EOF'   # mode " + file.mode());
            console.write(file.content());
            console.result("EOF");
        }
        return new SshReply(0, "");
    }

    @Override
    public SshReply runScript(String shell, String name, String script) {
        String end = "EOF";
        while (script.lines().anyMatch(end::equals)) {
            end += "_";
        }
        console.result(Printable.line(shell + " <<'" + end + "'   # " + name));
        console.write(script.endsWith("\n") ? script : script + "\n");
        console.result(end);
        return new SshReply(0, "");
    }

    @Override
    public boolean pollUntil(
            String command, Predicate<SshReply> condition, Duration timeout, Consumer<SshReply> onFailure) {
        console.result("# waits up to " + timeout.toSeconds() + " s for: " + command);
        return true;
    }

    @Override
    public void pause(Duration duration) {
        // a dry run does not wait
    }
}
