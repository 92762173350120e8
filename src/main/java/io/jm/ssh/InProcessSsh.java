package io.jm.ssh;

import io.jm.base.CancelledException;
import io.jm.console.Console;
import io.jm.console.Streams;
import io.jm.os.Environment;
import io.jm.os.Limits;
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

/** The client inside jm (sshj): one connection for all commands, made anew once if it was lost in between. */
public final class InProcessSsh implements SshExecutor {
    private static final int LOST = 255;
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
            begin(session, command, onTerminal);
            feed(session, input);
            receive(session.getInputStream(), output);
            session.join();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
            // the status stays unknown; what was said until now still helps
        }
        Integer status = session.getExitStatus();
        return new SshReply(status == null ? LOST : status, output.toString(StandardCharsets.UTF_8));
    }

    private void begin(HostSession session, String command, boolean onTerminal) throws IOException {
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
        String what = end == null
                ? target.place() + " runs no commands: " + PeerReason.of(e)
                : "the connection to " + target.place() + " was lost: " + PeerReason.of(end);
        return new SshException(what, SshException.Kind.PROTOCOL, e);
    }

    /** Keeps what comes; a host that never ends loses its connection, which is the only way to make it stop. */
    private void receive(InputStream from, ByteArrayOutputStream into) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            if (into.size() + n > Limits.HOST_OUTPUT) {
                drop();
                throw flood(target.place());
            }
            into.write(chunk, 0, n);
        }
    }

    /** The error for a command whose output has no end. */
    static SshException flood(String place) {
        TooLargeException limit = new TooLargeException(Limits.HOST_OUTPUT);
        return new SshException(
                "a command on " + place + " printed " + limit.getMessage(), SshException.Kind.OUTPUT_LIMIT, limit);
    }

    /** Joins a command or shell to our streams; returns its status, 255 if it has none. */
    public int attach(SshArguments words, Streams streams) {
        HostSession session = openSession(HostSession::new);
        try (session) {
            Integer status = new AttachedSession(session, streams, environment, this::drop).run(words);
            return status == null ? LOST : status;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A session on the connection there is; on a new one if that has died since its last use. */
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
        drop();
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
        return new SshException(target.place() + " opens no session: " + PeerReason.of(e), SshException.Kind.PROTOCOL, e);
    }

    public SshjConnection connection() {
        if (connection != null && !connection.alive()) {
            drop();
        }
        SshjConnection current = connection;
        if (current == null) {
            current = SshjConnection.open(target, timeouts, log, identities);
            connection = current;
        }
        return current;
    }

    private void drop() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Sends the input beside the reading of the output, since a command may answer before it has read all. */
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
                        // closing alone drops what the other side has no room for yet
                        stdin.flush();
                    } catch (IOException e) {
                        // the command did not want it all; its status tells what it thinks of that
                        return;
                    }
                },
                "ssh-input");
        feeder.setDaemon(true);
        feeder.start();
    }

    @Override
    public void close() {
        drop();
        identities.close();
    }
}
