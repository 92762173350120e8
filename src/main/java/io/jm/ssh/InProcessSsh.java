package io.jm.ssh;

import io.jm.base.CancelledException;
import io.jm.console.Console;
import io.jm.console.Streams;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.os.OutputPair;
import io.jm.os.TooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import org.jspecify.annotations.Nullable;

/**
 * jm's built-in client (sshj): one connection for all commands, opened again once if it was lost between two of them.
 */
public final class InProcessSsh implements SshExecutor {
    private static final int CHUNK = 64 * 1024;

    private final SshTarget target;
    private final SshTimeouts timeouts;
    private final Environment environment;
    private final SshjLog log;
    private final Identities identities;
    private @Nullable SshjConnection connection;

    public InProcessSsh(
            SshTarget target, SshTimeouts timeouts, Environment environment, Console console, Passphrases passphrases) {
        this.target = target;
        this.timeouts = timeouts;
        this.environment = environment;
        this.log = new SshjLog(console);
        this.identities = new Identities(environment, passphrases);
    }

    @Override
    public SshReply run(String command) {
        return run(command, "", false);
    }

    @Override
    public SshReply run(String command, String input) {
        return run(command, input, false);
    }

    @Override
    public SshReply runOnTerminal(String command) {
        return run(command, "", true);
    }

    private SshReply run(String command, String input, boolean onTerminal) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        HostSession session = openSession(MergedSession::new);
        try (session) {
            start(session, command, onTerminal);
            feed(session, input);
            receive(session.getInputStream(), output);
            session.join();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
            // the status stays unknown; the output received so far is still returned
        }
        Integer status = session.getExitStatus();
        return new SshReply(status == null ? SshReply.LOST : status, output.toString(StandardCharsets.UTF_8));
    }

    @Override
    public SshOutput runApart(String command) {
        HostSession session = openSession(HostSession::new);
        try (session) {
            start(session, command, false);
            feed(session, "");
            OutputPair printed = OutputPair.read(
                    session.getInputStream(), session.getErrorStream(), Limits.HOST_OUTPUT, this::disconnect);
            session.join();
            Integer status = session.getExitStatus();
            return SshOutput.of(status == null ? SshReply.LOST : status, printed);
        } catch (TooLargeException e) {
            throw outputLimit(target.hostAndPort());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
            throw failed(e);
        }
    }

    private void start(HostSession session, String command, boolean onTerminal) throws IOException {
        try {
            if (onTerminal) {
                session.allocatePTY("dumb", 80, 24, 0, 0, Map.of(PTYMode.ECHO, 0));
            }
            session.exec(command);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw failed(e);
        }
    }

    private SshException failed(IOException e) {
        IOException end = connection == null ? e : connection.end();
        String message = end == null
                ? "cannot run a command on " + target.hostAndPort() + ": " + PeerReason.of(e)
                : "the connection to " + target.hostAndPort() + " was lost: " + PeerReason.of(end);
        return new SshException(message, SshException.Kind.PROTOCOL, e);
    }

    /** Reads the output; too much of it closes the connection, the only way to stop the host. */
    private void receive(InputStream from, ByteArrayOutputStream into) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            if (into.size() + n > Limits.HOST_OUTPUT) {
                disconnect();
                throw outputLimit(target.hostAndPort());
            }
            into.write(chunk, 0, n);
        }
    }

    /** Returns the error for a command that printed more than {@link Limits#HOST_OUTPUT} bytes. */
    static SshException outputLimit(String place) {
        TooLargeException limit = new TooLargeException(Limits.HOST_OUTPUT);
        return new SshException(
                "a command on " + place + " printed " + limit.getMessage(), SshException.Kind.OUTPUT_LIMIT, limit);
    }

    /** Connects a command or shell to the given streams; returns its exit status, 255 if it has none. */
    public int attach(SshArguments arguments, Streams streams) {
        HostSession session = openSession(HostSession::new);
        try (session) {
            Integer status = new AttachedSession(session, streams, environment, this::disconnect).run(arguments);
            return status == null ? SshReply.LOST : status;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Opens a session on the current connection, or on a new one if that was lost since its last use. */
    private HostSession openSession(Function<Connection, HostSession> kind) {
        boolean fresh = connection == null;
        try {
            return openSession(connection(), kind);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException();
            }
            if (fresh) {
                throw noSession(e);
            }
        }
        disconnect();
        try {
            return openSession(connection(), kind);
        } catch (IOException e) {
            throw noSession(e);
        }
    }

    private static HostSession openSession(SshjConnection connection, Function<Connection, HostSession> kind)
            throws IOException {
        return connection.open(kind.apply(connection.lower()));
    }

    private SshException noSession(IOException e) {
        return new SshException(
                "cannot open a session on " + target.hostAndPort() + ": " + PeerReason.of(e),
                SshException.Kind.PROTOCOL,
                e);
    }

    /** Returns the open connection; opens one if there is none or it was lost. */
    public SshjConnection connection() {
        if (connection != null && !connection.alive()) {
            disconnect();
        }
        SshjConnection current = connection;
        if (current == null) {
            current = SshjConnection.open(target, timeouts, log, identities);
            connection = current;
        }
        return current;
    }

    private void disconnect() {
        SshjConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Writes the input in a thread of its own, since a command may print output before it has read all input. */
    private static void feed(SessionChannel session, String input) throws IOException {
        OutputStream stdin = session.getOutputStream();
        if (input.isEmpty()) {
            stdin.close();
            return;
        }
        Thread feeder = new Thread(
                () -> {
                    try (stdin) {
                        stdin.write(input.getBytes(StandardCharsets.UTF_8));
                        // close alone discards what does not fit into the remote window yet
                        stdin.flush();
                    } catch (IOException e) {
                        // the command exited without reading all input; its status is reported
                        return;
                    }
                },
                "ssh-input");
        feeder.setDaemon(true);
        feeder.start();
    }

    @Override
    public void close() {
        disconnect();
        identities.close();
    }
}
