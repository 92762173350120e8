package io.jm.engine;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.http.HttpCall;
import io.jm.text.HostPort;
import io.jm.text.Printable;
import io.jm.tls.Expiry;
import io.jm.tls.TlsFailure;
import io.jm.tls.TlsSockets;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Timer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Queries engines over its own sockets; uses only requests that need no API version. */
public final class SocketEngineClient implements EngineClient {
    private static final String VERSION_PATH = "/version";
    /** The path that docker-machine requests; it is in the error messages, which scripts may match. */
    private static final String REPORTED_PATH = "/v1.15/version";

    private static final String CANNOT_CONNECT = "Cannot connect to the docker engine endpoint";
    private static final int MAX_SHOWN = 200;

    /** The timer of all deadlines. */
    private @Nullable Timer timer;

    private synchronized Timer timer() {
        Timer created = timer;
        if (created == null) {
            created = new Timer("engine-deadlines", true);
            timer = created;
        }
        return created;
    }

    @Override
    public EngineVersion about(String url, EngineTls tls, Duration timeout) {
        return contained(() -> ask(EngineUrl.of(url), tls, timeout));
    }

    @Override
    public Expiry checkTls(String hostPort, EngineTls tls, Duration timeout) {
        if (hostPort.isEmpty()) {
            throw new JmException("dial tcp: missing address");
        }
        return contained(() -> {
            try (Deadline deadline = new Deadline(timeout, timer())) {
                return new TlsCheck(hostPort, tls, deadline).run();
            }
        });
    }

    /** Converts unexpected exceptions of Java's libraries to the error of this one engine. */
    private static <T> T contained(Supplier<T> query) {
        try {
            return query.get();
        } catch (JmException e) {
            throw e.as(ErrorCode.ENGINE);
        } catch (RuntimeException | StackOverflowError e) {
            throw new JmException(
                    "cannot process the engine's response: " + Printable.excerpt(e.toString(), MAX_SHOWN),
                    ErrorCode.ENGINE,
                    e);
        }
    }

    private EngineVersion ask(EngineUrl url, EngineTls tls, Duration timeout) {
        if (url.isSocket()) {
            return overUnixSocket(url.socketPath(), timeout);
        }
        String scheme = url.parts().scheme();
        String hostPort = url.parts().host();
        if (!url.isReachable()) {
            throw new JmException("Get \"" + scheme + "://" + hostPort + REPORTED_PATH
                    + "\": unsupported protocol scheme \"" + scheme + "\"");
        }
        boolean plain = !url.usesTls();
        String protocol = plain ? "http" : "https";
        if (hostPort.isEmpty()) {
            throw new JmException("Get \"" + protocol + ":" + REPORTED_PATH + "\": http: no Host in request URL");
        }
        TlsSockets secured = plain ? null : tlsFiles(tls);
        String prefix = "Get \"" + protocol + "://" + hostPort + REPORTED_PATH + "\"";
        try (Deadline deadline = new Deadline(timeout, timer());
                EngineSocket connection = EngineSocket.dial(hostPort, plain ? "80" : "443", deadline)) {
            return overTcp(connection, secured, hostPort, deadline);
        } catch (EngineSocket.DialException e) {
            throw new JmException(e.refused() ? CANNOT_CONNECT : prefix + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JmException(
                    prefix + ": " + e.getMessage(), TlsFailure.isIn(e) ? ErrorCode.TLS : ErrorCode.ENGINE, e);
        }
    }

    private static TlsSockets tlsFiles(EngineTls tls) {
        try {
            return new TlsSockets(tls.caCert(), tls.clientCert(), tls.clientKey());
        } catch (JmException e) {
            throw e.within("Unable to read TLS config");
        }
    }

    private static EngineVersion overTcp(
            EngineSocket connection, @Nullable TlsSockets secured, String hostPort, Deadline deadline)
            throws IOException {
        String ends = connection.ends();
        try {
            Socket socket = secured == null
                    ? connection
                    : secured.over(connection, HostPort.host(hostPort), connection.getPort());
            return VersionAnswer.of(
                    new HttpCall(socket.getInputStream(), socket.getOutputStream()).get(hostPort, VERSION_PATH));
        } catch (IOException e) {
            throw connection.failure(e, secured != null, ends, deadline);
        }
    }

    private EngineVersion overUnixSocket(String path, Duration timeout) {
        try (Deadline deadline = new Deadline(timeout, timer());
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            deadline.watch(channel);
            channel.connect(UnixDomainSocketAddress.of(Path.of(path)));
            return overChannel(channel, deadline);
        } catch (IOException | InvalidPathException e) {
            throw new JmException(CANNOT_CONNECT, e);
        }
    }

    private static EngineVersion overChannel(SocketChannel channel, Deadline deadline) {
        try {
            HttpCall call = new HttpCall(Channels.newInputStream(channel), Channels.newOutputStream(channel));
            return VersionAnswer.of(call.get("docker", VERSION_PATH));
        } catch (IOException e) {
            throw new JmException(
                    "Get \"http://unix.sock" + REPORTED_PATH + "\": "
                            + deadline.reason(e, "unix.sock", Deadline.IO_TIMEOUT),
                    e);
        }
    }
}
