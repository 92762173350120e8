package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.OutputPair;
import io.jm.os.Programs;
import io.jm.os.TooLargeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the system's {@code ssh} program with docker-machine's arguments. */
public final class SystemSsh implements SshExecutor {
    /** The exit status with which ssh reports that it could not connect. */
    static final int NO_CONNECTION = 255;

    /** What the ssh of a jump host prints if it cannot connect to the next host. */
    private static final String NOT_FORWARDED = "stdio forwarding failed";

    private final SshTarget target;
    private final Path program;

    private SystemSsh(SshTarget target, Path program) {
        this.target = target;
        this.program = program;
    }

    /**
     * Finds the program for a target.
     *
     * @throws JmException if there is no such program
     */
    public static SystemSsh of(SshTarget target, Environment environment) {
        Path program = Programs.find(environment, "ssh");
        if (program == null) {
            throw new JmException("You must have a copy of the ssh binary locally to use --native-ssh");
        }
        return new SystemSsh(target, program);
    }

    @Override
    public SshReply run(String command) {
        return capture(List.of(command), new byte[0]);
    }

    @Override
    public SshReply run(String command, String input) {
        return capture(List.of(command), input.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public SshReply runOnTerminal(String command) {
        return capture(List.of("-tt", command), new byte[0]);
    }

    /** Whether the machine can be reached but offers no SFTP. */
    public boolean lacksSftp() {
        return run("true").succeeded()
                && !capture(List.of("-s", "sftp"), new byte[0]).succeeded();
    }

    @Override
    public SshOutput runApart(String command) {
        try {
            Programs.Printed printed = Programs.captureApart(command(List.of("--", command), List.of()));
            OutputPair output = printed.output();
            refuseFailedConnection(printed.status(), output.errText());
            return SshOutput.of(printed.status(), output);
        } catch (TooLargeException e) {
            throw InProcessSsh.outputLimit(target.hostAndPort());
        }
    }

    private SshReply capture(List<String> arguments, byte[] input) {
        Programs.Outcome outcome;
        try {
            outcome = Programs.capture(command(arguments, List.of()), input);
        } catch (TooLargeException e) {
            throw InProcessSsh.outputLimit(target.hostAndPort());
        }
        String output = outcome.text();
        refuseFailedConnection(outcome.status(), output);
        return new SshReply(outcome.status(), output);
    }

    private void refuseFailedConnection(int status, String output) {
        if (status == NO_CONNECTION && explains(output)) {
            String jumps = target.route().places();
            throw new SshException(
                    (jumps.isEmpty() ? "" : "through the jump host " + jumps + ": ") + output.strip(),
                    kind(output),
                    null);
        }
    }

    /**
     * Whether an exit status of 255 comes from ssh and not from the command: the output has one of ssh's own errors.
     */
    private static boolean explains(String output) {
        return output.contains("Host key verification failed")
                || output.contains("Permission denied (")
                || output.startsWith("ssh: connect to host ")
                || output.startsWith("ssh: Could not resolve hostname ")
                || output.startsWith("kex_exchange_identification: ")
                || output.contains(NOT_FORWARDED);
    }

    private static SshException.Kind kind(String message) {
        if (message.contains(NOT_FORWARDED)) {
            return SshException.Kind.REFUSED;
        }
        if (message.contains("Host key verification failed")) {
            return SshException.Kind.HOST_KEY;
        }
        if (message.contains("Permission denied (")) {
            return SshException.Kind.AUTHENTICATION;
        }
        if (message.startsWith("ssh: Could not resolve hostname ")) {
            return SshException.Kind.UNKNOWN_HOST;
        }
        if (message.startsWith("kex_exchange_identification: ")) {
            return SshException.Kind.PROTOCOL;
        }
        return message.contains("Connection refused") ? SshException.Kind.REFUSED : SshException.Kind.TIMEOUT;
    }

    /** Runs ssh with the user's arguments on jm's own standard streams; returns its exit status. */
    public int attach(SshArguments arguments) {
        return Programs.foreground(command(arguments.arguments(), arguments.settings()));
    }

    private List<String> command(List<String> arguments, List<String> given) {
        target.keys().forEach(key -> new KeyFile(key).check());
        List<String> command = new ArrayList<>(new OpenSshArguments(target).ssh(program, given));
        command.addAll(arguments);
        return command;
    }

    @Override
    public void close() {
        // each command uses a connection of its own
    }
}
