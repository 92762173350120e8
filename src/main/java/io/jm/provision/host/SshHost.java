package io.jm.provision.host;

import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.text.ShellQuoting;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A real host over SSH; logs each command and its exit status in the machine's log. */
public final class SshHost implements RemoteHost {
    private static final Duration MAX_DELAY = Duration.ofSeconds(3);

    private final SshExecutor ssh;
    private final ProvisionLog log;
    private final Console console;
    private final Ticker ticker;
    private boolean needsTerminal;

    public SshHost(SshExecutor ssh, ProvisionLog log, Console console, Ticker ticker) {
        this.ssh = ssh;
        this.log = log;
        this.console = console;
        this.ticker = ticker;
    }

    @Override
    public SshReply query(String command) {
        return run(command);
    }

    @Override
    public SshReply run(String command) {
        long start = ticker.nanos();
        console.debug("About to run SSH command:\n" + Secrets.mask(command));
        SshReply reply = needsTerminal && usesSudo(command) ? ssh.runOnTerminal(command) : ssh.run(command);
        if (!reply.succeeded() && !needsTerminal && asksForTerminal(reply)) {
            // old versions of sudo require a terminal
            needsTerminal = true;
            reply = ssh.runOnTerminal(command);
        }
        finished(command, reply, start);
        return reply;
    }

    @Override
    public SshReply runWithInput(String command, RemoteFile file) {
        long start = ticker.nanos();
        String shown = command + " < " + file;
        console.debug("About to run SSH command:\n" + shown);
        SshReply reply = needsTerminal
                ? ssh.runOnTerminal("printf %s " + ShellQuoting.quote(file.content()) + " | " + command)
                : ssh.run(command, file.content());
        finished(shown, reply, start);
        return reply;
    }

    /**
     * Runs the script as one compound command, which a shell reads to its end before it runs any of it: what the script
     * starts finds an empty standard input instead of the rest of the script, and half a script runs nothing.
     */
    @Override
    public SshReply runScript(String shell, String name, String script) {
        long start = ticker.nanos();
        String shown = shell + " < " + name;
        console.debug("About to run SSH command:\n" + shown);
        // the first command, since a script of comments only would be a syntax error
        String input = "{ :; " + script + "\n}\n";
        SshReply reply = needsTerminal
                ? ssh.runOnTerminal("printf %s " + ShellQuoting.quote(input) + " | " + shell)
                : ssh.run(shell, input);
        finished(shown, reply, start);
        log.output(reply.output());
        return reply;
    }

    private void finished(String command, SshReply reply, long start) {
        log.note(command, reply.status(), ticker.nanos() - start);
        if (console.debugging()) {
            String result = reply.succeeded() ? "<nil>" : "exit status " + reply.status();
            console.debug("SSH cmd err, output: " + result + ": " + Secrets.mask(reply.output()));
        }
    }

    @Override
    public boolean pollUntil(
            String command, Predicate<SshReply> condition, Duration timeout, Consumer<SshReply> onFailure) {
        Retry retry = new Retry(ticker, timeout, MAX_DELAY);
        long lastReport = Long.MIN_VALUE;
        SshReply reply = query(command);
        while (!condition.test(reply)) {
            long now = ticker.nanos();
            if (lastReport == Long.MIN_VALUE || now - lastReport >= MAX_DELAY.toNanos()) {
                lastReport = now;
                onFailure.accept(reply);
            }
            if (retry.isExhausted()) {
                return false;
            }
            retry.pause();
            reply = query(command);
        }
        return true;
    }

    @Override
    public void pause(Duration duration) {
        ticker.sleep(duration);
    }

    private static boolean usesSudo(String command) {
        return command.contains("sudo ");
    }

    private static boolean asksForTerminal(SshReply reply) {
        return reply.output().contains("you must have a tty to run sudo");
    }
}
