package io.jm.ssh;

import io.jm.base.CancelledException;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;
import org.jspecify.annotations.Nullable;

/** One login at a machine, made within its deadlines. */
public final class SshjConnection implements AutoCloseable {
    private static final int UNANSWERED_KEEP_ALIVES = 3;
    /** Enough on the way to fill a fast line: sshj's own 2 MiB empties between two acknowledgements. */
    private static final int WINDOW = 16 * 1024 * 1024;
    /** Four times sshj's own: fewer packets to read, check and pass on. */
    private static final int PACKET = 128 * 1024;

    private static final int FAREWELL_MILLIS = 100;

    private static final String REFUSED = "connection refused";

    private final SSHClient client;

    private SshjConnection(SSHClient client) {
        this.client = client;
    }

    /**
     * Connects and logs in.
     *
     * @throws SshException with the reason if that is not possible
     */
    static SshjConnection open(SshTarget target, SshTimeouts timeouts, SshjLog log, Identities identities) {
        var proofs = identities.of(target);
        Socket socket = connect(target, timeouts);
        SSHClient client = new SSHClient(new SshjConfig(log));
        HostKeyCheck hostKey = new HostKeyCheck(target);
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
                // the library's word for a connection that the host ended between two of its steps
                IOException lost = new ConnectionException("the connection was closed", e);
                throw refused(target, hostKey, deadline, timeouts.login(), cause(client, lost));
            }
            logIn(client, target, proofs, deadline, timeouts.login());
            hostKey.trust();
            done = true;
            return new SshjConnection(client);
        } finally {
            if (!done) {
                quietly(client);
                quietly(socket);
            }
        }
    }

    private static Socket connect(SshTarget target, SshTimeouts timeouts) {
        long end = System.nanoTime() + timeouts.connect().toNanos();
        IOException last = null;
        try {
            for (InetAddress address : InetAddress.getAllByName(target.host())) {
                long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                Socket socket = new HostSocket(timeouts.keepAlive().multipliedBy(UNANSWERED_KEEP_ALIVES + 1L));
                try {
                    socket.setTcpNoDelay(true);
                    socket.connect(new InetSocketAddress(address, target.port()), (int) left);
                    return socket;
                } catch (IOException e) {
                    quietly(socket);
                    last = e;
                }
            }
        } catch (UnknownHostException e) {
            throw new SshException("cannot find the host " + target.host(), SshException.Kind.UNKNOWN_HOST, e);
        }
        String reason = reason(last);
        throw new SshException(
                "cannot connect to " + target.place() + ": " + reason,
                reason.equals(REFUSED) ? SshException.Kind.REFUSED : SshException.Kind.TIMEOUT,
                last);
    }

    private static String reason(@Nullable IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (e instanceof NoRouteToHostException) {
            return "no route to host";
        }
        if (e instanceof ConnectException) {
            String text = String.valueOf(e.getMessage());
            return text.contains("refused") ? REFUSED : text;
        }
        return e == null ? "no address" : String.valueOf(e.getMessage());
    }

    private static SshException refused(
            SshTarget target, HostKeyCheck hostKey, LoginDeadline deadline, Duration limit, IOException e) {
        SshException refusal = hostKey.refusal();
        if (refusal != null) {
            return refusal;
        }
        if (deadline.expired() || timedOut(e)) {
            return late(target, limit, e);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
        return new SshException(
                "no SSH connection to " + target.place() + ": " + PeerReason.of(e), SshException.Kind.PROTOCOL, e);
    }

    /** The library's own clock may be the first to ring. */
    private static boolean timedOut(IOException e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof TimeoutException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static SshException late(SshTarget target, Duration limit, IOException e) {
        return new SshException(
                target.place() + " took the connection but did not answer within " + limit.toSeconds() + "s",
                SshException.Kind.TIMEOUT,
                e);
    }

    private static void logIn(
            SSHClient client, SshTarget target, List<Identities.Proof> proofs, LoginDeadline deadline, Duration limit) {
        LoginService login = new LoginService(client.getTransport());
        IOException last = null;
        for (Identities.Proof proof : proofs) {
            deadline.waitForUser();
            AuthMethod method = proof.method();
            deadline.restart();
            if (method == null) {
                continue;
            }
            method.setLoggerFactory(client.getTransport().getConfig().getLoggerFactory());
            try {
                if (login.authenticate(
                        target.user(), (Service) client.getConnection(), method, (int) limit.toMillis())) {
                    return;
                }
            } catch (UserAuthException e) {
                last = e;
                IOException end = end(client);
                if (end != null && !deadline.expired()) {
                    throw ended(target, end);
                }
            } catch (IOException e) {
                throw deadline.expired() ? late(target, limit, e) : lost(target, cause(client, e));
            }
            if (deadline.expired()) {
                throw new SshException(
                        target.place() + " did not decide about the login within " + limit.toSeconds() + "s",
                        SshException.Kind.TIMEOUT,
                        last);
            }
        }
        throw new SshException("authentication failed for " + who(target), SshException.Kind.AUTHENTICATION, last);
    }

    /** A server that ends the login says why if it is about the login; else something broke. */
    private static SshException ended(SshTarget target, IOException e) {
        boolean decided = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            decided |= cause instanceof SSHException end && end.getDisconnectReason() != DisconnectReason.UNKNOWN;
        }
        return new SshException(
                (decided ? "authentication failed for " : "the connection was lost during the login of ") + who(target)
                        + ": " + PeerReason.of(e),
                decided ? SshException.Kind.AUTHENTICATION : SshException.Kind.PROTOCOL,
                e);
    }

    private static String who(SshTarget target) {
        String with = target.keys().isEmpty()
                ? "the ssh-agent's and your default keys"
                : "the key " + target.keys().get(0);
        return target.user() + "@" + target.place() + " with " + with;
    }

    private static SshException lost(SshTarget target, IOException e) {
        return new SshException(
                "the connection to " + target.place() + " was lost: " + PeerReason.of(e), SshException.Kind.PROTOCOL, e);
    }

    /** What new sessions belong to. */
    public Connection lower() {
        return client.getConnection();
    }

    /** Opens a session, or says at once that there is no connection any more. */
    public <T extends HostSession> T open(T session) throws IOException {
        if (!alive()) {
            throw new ConnectionException("the connection is closed");
        }
        session.open();
        return session;
    }

    /** Why the connection has ended, or null if it has not. */
    @Nullable
    IOException end() {
        return end(client);
    }

    private static @Nullable IOException end(SSHClient client) {
        try {
            // whoever writes may learn of the end before the reader has understood the farewell
            client.getTransport().join(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
            return new ConnectionException("the connection is closed");
        } catch (TransportException e) {
            return timedOut(e) ? null : e;
        }
    }

    /** The end of the connection, of which a failure may only be a consequence; else the failure itself. */
    private static IOException cause(SSHClient client, IOException failure) {
        IOException end = end(client);
        return end == null ? failure : end;
    }

    /** Whether the server calls itself OpenSSH's. */
    public boolean isOpenSsh() {
        return String.valueOf(client.getTransport().getServerVersion()).startsWith("OpenSSH");
    }

    public boolean alive() {
        return client.isConnected() && client.getTransport().isRunning();
    }

    @Override
    public void close() {
        quietly(client);
    }

    private static void quietly(Closeable thing) {
        try {
            thing.close();
        } catch (IOException e) {
            // it is of no more use whatever it says
            return;
        }
    }

    /** Hands sshj the socket that is connected already. */
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
