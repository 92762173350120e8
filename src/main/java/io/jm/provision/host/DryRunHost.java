package io.jm.provision.host;

import io.jm.console.Console;
import io.jm.ssh.SshReply;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Shows every command that would change something and runs none of them; questions go to the host. */
public final class DryRunHost implements RemoteHost {
    private final RemoteHost real;
    private final Console console;

    /**
     * Prepares a rehearsal.
     *
     * @param real who answers questions
     */
    public DryRunHost(RemoteHost real, Console console) {
        this.real = real;
        this.console = console;
    }

    @Override
    public SshReply ask(String question) {
        return real.ask(question);
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
    public boolean pollUntil(
            String question, Predicate<SshReply> satisfied, Duration limit, Consumer<SshReply> onFailure) {
        console.result("# waits up to " + limit.toSeconds() + " s, asking: " + question);
        return true;
    }

    @Override
    public void pause(Duration duration) {
        // a rehearsal does not wait
    }
}
