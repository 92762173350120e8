package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.TooLargeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system's {@code ssh} program, called as the original calls it. */
public final class SystemSsh implements SshExecutor {
    /** The status with which ssh itself reports that it could not connect. */
    static final int NO_CONNECTION = 255;

    private final SshTarget target;
    private final Path program;

    private SystemSsh(SshTarget target, Path program) {
        this.target = target;
        this.program = program;
    }

    /**
     * Prepares the program for a target.
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

    /** Whether the machine can be reached but has no SFTP for us. */
    public boolean lacksSftp() {
        return run("true").succeeded()
                && !capture(List.of("-s", "sftp"), new byte[0]).succeeded();
    }

    private SshReply capture(List<String> words, byte[] input) {
        Programs.Outcome outcome;
        try {
            outcome = Programs.capture(command(words, List.of()), input);
        } catch (TooLargeException e) {
            throw InProcessSsh.flood(target.place());
        }
        String output = new String(outcome.output(), StandardCharsets.UTF_8);
        if (outcome.status() == NO_CONNECTION && explains(output)) {
            throw new SshException(output.strip(), kind(output), null);
        }
        return new SshReply(outcome.status(), output);
    }

    /** Whether it was ssh, not the command, that ended with 255: one of its own complaints, where it may complain. */
    private static boolean explains(String output) {
        return output.contains("Host key verification failed")
                || output.contains("Permission denied (")
                || output.startsWith("ssh: connect to host ")
                || output.startsWith("ssh: Could not resolve hostname ")
                || output.startsWith("kex_exchange_identification: ");
    }

    private static SshException.Kind kind(String complaint) {
        if (complaint.contains("Host key verification failed")) {
            return SshException.Kind.HOST_KEY;
        }
        if (complaint.contains("Permission denied (")) {
            return SshException.Kind.AUTHENTICATION;
        }
        if (complaint.startsWith("ssh: Could not resolve hostname ")) {
            return SshException.Kind.UNKNOWN_HOST;
        }
        if (complaint.startsWith("kex_exchange_identification: ")) {
            return SshException.Kind.PROTOCOL;
        }
        return complaint.contains("Connection refused") ? SshException.Kind.REFUSED : SshException.Kind.TIMEOUT;
    }

    /** Passes our own streams to ssh together with the user's words; returns its exit status. */
    public int attach(SshArguments words) {
        return Programs.foreground(command(words.words(), words.settings()));
    }

    private List<String> command(List<String> words, List<String> given) {
        target.keys().forEach(key -> new KeyFile(key).check());
        List<String> command = new ArrayList<>(new OpenSshArguments(target).ssh(program, given));
        command.addAll(words);
        return command;
    }

    @Override
    public void close() {
        // every command has its own connection
    }
}
