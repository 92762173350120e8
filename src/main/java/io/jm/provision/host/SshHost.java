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
import java.util.function.Supplier;

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
        SshReply reply = send(command, () -> ssh.run(command), command);
        finished(command, reply, start);
        return reply;
    }

    /** Old versions of sudo require a terminal, and run nothing without it. */
    private SshReply send(String command, Supplier<SshReply> plainly, String onTerminal) {
        if (!usesSudo(command)) {
            return plainly.get();
        }
        if (!needsTerminal) {
            SshReply reply = plainly.get();
            needsTerminal = !reply.succeeded() && asksForTerminal(reply);
            if (!needsTerminal) {
                return reply;
            }
        }
        return ssh.runOnTerminal(onTerminal);
    }

    @Override
    public SshReply runWithInput(String command, RemoteFile file) {
        return sendInput(command, command + " < " + file, file.content());
    }

    private SshReply sendInput(String command, String shown, String input) {
        long start = ticker.nanos();
        console.debug("About to run SSH command:\n" + shown);
        SshReply reply = send(
                command, () -> ssh.run(command, input), "printf %s " + ShellQuoting.quote(input) + " | " + command);
        finished(shown, reply, start);
        return reply;
    }

    /**
     * Runs the script as one compound command, which a shell reads to its end before it runs any of it: what the script
     * starts finds an empty standard input instead of the rest of the script, and half a script runs nothing.
     */
    @Override
    public SshReply runScript(String shell, String name, String script) {
        // the first command, since a script of comments only would be a syntax error
        String input = "{ :; " + script + "\n}\n";
        SshReply reply = sendInput(shell, shell + " < " + name, input);
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
