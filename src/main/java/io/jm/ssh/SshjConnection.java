package io.jm.ssh;

import io.jm.base.CancelledException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;
import org.jspecify.annotations.Nullable;

/** An authenticated connection to a machine. */
public final class SshjConnection implements AutoCloseable {
    static final int UNANSWERED_KEEP_ALIVES = 3;
    /**
     * The channel window in bytes; sshj's default of 2 MiB runs empty between two acknowledgements on a fast network.
     */
    private static final int WINDOW = 16 * 1024 * 1024;
    /** The maximum packet size in bytes, four times sshj's default: fewer packets to decrypt and copy. */
    private static final int PACKET = 128 * 1024;

    private static final int DISCONNECT_MILLIS = 100;

    private final SSHClient client;
    private final String place;
    /** The TCP connection under everything. */
    private final Socket carrier;

    private final @Nullable SshjConnection jump;

    private SshjConnection(SSHClient client, String place, Socket carrier, @Nullable SshjConnection jump) {
        this.client = client;
        this.place = place;
        this.carrier = carrier;
        this.jump = jump;
    }

    /**
     * Connects, through the jump hosts of the target if it has any, and logs in.
     *
     * @throws SshException with the reason if that fails
     */
    static SshjConnection open(SshTarget target, SshTimeouts timeouts, SshjLog log, Identities identities) {
        SshjConnection last = null;
        boolean done = false;
        try {
            for (SshTarget hop : target.route().jumps()) {
                last = openJump(target.machineName(), hop, last, timeouts, log, identities);
            }
            SshjConnection opened = open(target, false, last, timeouts, log, identities);
            done = true;
            return opened;
        } finally {
            if (!done && last != null) {
                last.close();
            }
        }
    }

    /** Logs in to a jump host; its failures are not those of the machine, which may be starting. */
    private static SshjConnection openJump(
            String machine,
            SshTarget hop,
            @Nullable SshjConnection before,
            SshTimeouts timeouts,
            SshjLog log,
            Identities identities) {
        try {
            return open(hop, true, before, timeouts, log, identities);
        } catch (SshException e) {
            throw switch (e.kind()) {
                case HOST_KEY, JUMP, JUMP_REJECTED -> e;
                case AUTHENTICATION, CLIENT_KEY, UNKNOWN_HOST -> ofJump(machine, e, SshException.Kind.JUMP_REJECTED);
                default -> ofJump(machine, e, SshException.Kind.JUMP);
            };
        }
    }

    private static SshException ofJump(String machine, SshException e, SshException.Kind kind) {
        return new SshException("the jump host of \"" + machine + "\": " + e.getMessage(), kind, e);
    }

    private static SshjConnection open(
            SshTarget target,
            boolean isJump,
            @Nullable SshjConnection before,
            SshTimeouts timeouts,
            SshjLog log,
            Identities identities) {
        var credentials = identities.of(target);
        Socket socket = before == null ? HostSocket.connect(target, timeouts) : before.tunnel(target, timeouts);
        SSHClient client = new SSHClient(new SshjConfig(log));
        HostKeyCheck hostKey = new HostKeyCheck(target, isJump);
        client.addHostKeyVerifier(hostKey);
        client.setSocketFactory(new GivenSocket(socket));
        int loginMillis = (int) timeouts.login().toMillis();
        client.getTransport().setTimeoutMs(loginMillis);
        client.getConnection().setTimeoutMs(loginMillis);
        client.getConnection().setWindowSize(WINDOW);
        client.getConnection().setMaxPacketSize(PACKET);
        if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner alive) {
            alive.setKeepAliveInterval((int) Math.max(1, timeouts.keepAlive().toSeconds()));
            alive.setMaxAliveCount(UNANSWERED_KEEP_ALIVES);
        }
        boolean done = false;
        try (LoginDeadline deadline = new LoginDeadline(socket, timeouts.login())) {
            try {
                client.connect(target.host(), target.port());
            } catch (IOException e) {
                throw refused(target, hostKey, deadline, timeouts.login(), cause(client, e));
            } catch (IllegalStateException e) {
                // thrown by sshj if the host closes the connection between two of its steps
                IOException lost = new ConnectionException("the connection was closed", e);
                throw refused(target, hostKey, deadline, timeouts.login(), cause(client, lost));
            }
            logIn(client, target, credentials, deadline, timeouts.login());
            hostKey.trust();
            done = true;
            return new SshjConnection(client, SshRoute.place(target), before == null ? socket : before.carrier, before);
        } finally {
            if (!done) {
                quietly(client);
                quietly(socket);
            }
        }
    }

    /** Connects to the next host through this one. */
    private Socket tunnel(SshTarget next, SshTimeouts timeouts) {
        client.getConnection().setTimeoutMs((int) timeouts.connect().toMillis());
        DirectConnection channel = new DirectConnection(client.getConnection(), next.host(), next.port());
        String way = next.hostAndPort() + " through the jump host " + place;
        try {
            channel.open();
        } catch (OpenFailException e) {
            if (e.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED) {
                throw new SshException(
                        "the jump host " + place + " allows no connection to " + next.hostAndPort() + ": "
                                + PeerReason.of(e),
                        SshException.Kind.JUMP_REJECTED,
                        e);
            }
            throw new SshException("cannot connect to " + way + ": " + PeerReason.of(e), SshException.Kind.REFUSED, e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException();
            }
            throw new SshException("cannot connect to " + way + ": " + PeerReason.of(e), SshException.Kind.TIMEOUT, e);
        }
        // the machine may take its time to read, as without a jump host
        client.getConnection()
                .setTimeoutMs((int) HostSocket.writeTimeout(timeouts).toMillis());
        return new TunnelSocket(channel, carrier);
    }

    private static SshException refused(
            SshTarget target, HostKeyCheck hostKey, LoginDeadline deadline, Duration timeout, IOException e) {
        SshException refusal = hostKey.refusal();
        if (refusal != null) {
            return refusal;
        }
        if (deadline.expired() || timedOut(e)) {
            return late(target, timeout, e);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
        return new SshException(
                "no SSH connection to " + target.hostAndPort() + ": " + PeerReason.of(e),
                SshException.Kind.PROTOCOL,
                e);
    }

    /** Whether sshj's own timeout expired, which may happen before ours. */
    private static boolean timedOut(IOException e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof TimeoutException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static SshException late(SshTarget target, Duration timeout, IOException e) {
        return new SshException(
                target.hostAndPort() + " accepted the connection but did not respond within " + timeout.toSeconds()
                        + "s",
                SshException.Kind.TIMEOUT,
                e);
    }

    private static void logIn(
            SSHClient client,
            SshTarget target,
            List<Identities.Credential> credentials,
            LoginDeadline deadline,
            Duration timeout) {
        LoginService login = new LoginService(client.getTransport());
        IOException last = null;
        for (Identities.Credential credential : credentials) {
            deadline.waitForUser();
            AuthMethod method = credential.method();
            deadline.restart();
            if (method == null) {
                continue;
            }
            method.setLoggerFactory(client.getTransport().getConfig().getLoggerFactory());
            try {
                if (login.authenticate(
                        target.user(), (Service) client.getConnection(), method, (int) timeout.toMillis())) {
                    return;
                }
            } catch (UserAuthException e) {
                last = e;
                IOException end = end(client);
                if (end != null && !deadline.expired()) {
                    throw ended(target, end);
                }
            } catch (IOException e) {
                throw deadline.expired() ? late(target, timeout, e) : lost(target, cause(client, e));
            }
            if (deadline.expired()) {
                throw new SshException(
                        target.hostAndPort() + " did not finish the authentication within " + timeout.toSeconds() + "s",
                        SshException.Kind.TIMEOUT,
                        last);
            }
        }
        throw new SshException("authentication failed for " + who(target), SshException.Kind.AUTHENTICATION, last);
    }

    /** A server that rejects the login sends a disconnect reason; without one the connection failed. */
    private static SshException ended(SshTarget target, IOException e) {
        boolean rejected = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            rejected |= cause instanceof SSHException end && end.getDisconnectReason() != DisconnectReason.UNKNOWN;
        }
        return new SshException(
                (rejected ? "authentication failed for " : "the connection was lost during the login of ") + who(target)
                        + ": " + PeerReason.of(e),
                rejected ? SshException.Kind.AUTHENTICATION : SshException.Kind.PROTOCOL,
                e);
    }

    private static String who(SshTarget target) {
        String with = target.keys().isEmpty()
                ? "the ssh-agent's and your default keys"
                : "the key " + target.keys().get(0);
        return SshRoute.place(target) + " with " + with;
    }

    private static SshException lost(SshTarget target, IOException e) {
        return new SshException(
                "the connection to " + target.hostAndPort() + " was lost: " + PeerReason.of(e),
                SshException.Kind.PROTOCOL,
                e);
    }

    /** Returns sshj's connection, for new sessions. */
    public Connection lower() {
        return client.getConnection();
    }

    /** Opens a session; fails at once if the connection is closed. */
    public <T extends HostSession> T open(T session) throws IOException {
        if (!alive()) {
            throw new ConnectionException("the connection is closed");
        }
        session.open();
        return session;
    }

    /** Returns why the connection has ended, or null if it has not. */
    @Nullable
    IOException end() {
        return end(client);
    }

    private static @Nullable IOException end(SSHClient client) {
        try {
            // a write may fail before the reader has processed the server's disconnect message
            client.getTransport().join(DISCONNECT_MILLIS, TimeUnit.MILLISECONDS);
            return new ConnectionException("the connection is closed");
        } catch (TransportException e) {
            return timedOut(e) ? null : e;
        }
    }

    /** Returns the reason for the end of the connection, which may have caused the failure; else the failure itself. */
    private static IOException cause(SSHClient client, IOException failure) {
        IOException end = end(client);
        return end == null ? failure : end;
    }

    /** Whether the server identifies itself as OpenSSH. */
    public boolean isOpenSsh() {
        return String.valueOf(client.getTransport().getServerVersion()).startsWith("OpenSSH");
    }

    /** Whether the connection is still open, as far as sshj knows. */
    public boolean alive() {
        return client.isConnected() && client.getTransport().isRunning();
    }

    @Override
    public void close() {
        quietly(client);
        if (jump != null) {
            jump.close();
        }
    }

    static void quietly(Closeable thing) {
        try {
            thing.close();
        } catch (IOException e) {
            // nothing can be done about a failed close
            return;
        }
    }

    /** Gives sshj the socket that is already connected. */
    private static final class GivenSocket extends javax.net.SocketFactory {
        private final Socket socket;

        GivenSocket(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            return socket;
        }
    }
}
