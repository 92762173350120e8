package io.jm.engine;

import io.jm.base.JmException;
import io.jm.http.HttpCall;
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

/** Talks to engines over sockets of its own: nothing is asked that needs a version of the engine's interface. */
public final class SocketEngineClient implements EngineClient {
    private static final String VERSION_PATH = "/version";
    /** What the original asked for; its messages name it, and scripts may know them. */
    private static final String TOLD_PATH = "/v1.15/version";

    private static final String NOBODY_THERE = "Cannot connect to the docker engine endpoint";
    private static final int SHOWN = 200;

    /** Watches over all conversations, however many there are at once. */
    private @Nullable Timer timer;

    private synchronized Timer timer() {
        Timer made = timer;
        if (made == null) {
            made = new Timer("engine-deadlines", true);
            timer = made;
        }
        return made;
    }

    @Override
    public String version(String url, EngineTls tls, Duration deadline) {
        return guarded(() -> ask(EngineUrl.of(url), tls, deadline));
    }

    @Override
    public Expiry checkTls(String authority, EngineTls tls, Duration deadline) {
        if (authority.isEmpty()) {
            throw new JmException("dial tcp: missing address");
        }
        return guarded(() -> {
            try (Deadline clock = new Deadline(deadline, timer())) {
                return new TlsCheck(authority, tls, clock).run();
            }
        });
    }

    /** A peer that makes Java's libraries stumble is one engine with one error, whatever it is that they throw. */
    private static <T> T guarded(Supplier<T> conversation) {
        try {
            return conversation.get();
        } catch (JmException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new JmException(
                    "what the engine sent cannot be dealt with: " + Printable.excerpt(e.toString(), SHOWN), e);
        }
    }

    private String ask(EngineUrl url, EngineTls tls, Duration deadline) {
        if (url.isSocket()) {
            return overUnixSocket(url.socketPath(), deadline);
        }
        String scheme = url.parts().scheme();
        String authority = url.parts().host();
        if (!url.isReachable()) {
            throw new JmException("Get \"" + url.parts().scheme() + "://" + authority + TOLD_PATH
                    + "\": unsupported protocol scheme \"" + scheme + "\"");
        }
        boolean plain = !url.speaksTls();
        String protocol = plain ? "http" : "https";
        if (authority.isEmpty()) {
            throw new JmException("Get \"" + protocol + ":" + TOLD_PATH + "\": http: no Host in request URL");
        }
        TlsSockets secured = plain ? null : tlsFiles(tls);
        String told = "Get \"" + protocol + "://" + authority + TOLD_PATH + "\"";
        try (Deadline clock = new Deadline(deadline, timer());
                EngineSocket connection = EngineSocket.dial(authority, plain ? "80" : "443", clock)) {
            return overTcp(connection, secured, authority, clock);
        } catch (EngineSocket.DialException e) {
            throw new JmException(e.refused() ? NOBODY_THERE : told + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JmException(told + ": " + e.getMessage(), e);
        }
    }

    private static TlsSockets tlsFiles(EngineTls tls) {
        try {
            return new TlsSockets(tls.caCert(), tls.clientCert(), tls.clientKey());
        } catch (JmException e) {
            throw e.within("Unable to read TLS config");
        }
    }

    private static String overTcp(
            EngineSocket connection, @Nullable TlsSockets secured, String authority, Deadline clock)
            throws IOException {
        String ends = connection.ends();
        try {
            Socket socket = secured == null
                    ? connection
                    : secured.over(connection, EngineSocket.hostOf(authority), connection.getPort());
            return VersionAnswer.of(
                    new HttpCall(socket.getInputStream(), socket.getOutputStream()).get(authority, VERSION_PATH));
        } catch (IOException e) {
            boolean http = secured != null && connection.hasHeardHttp();
            String reason = http ? "http: server gave HTTP response to HTTPS client" : TlsFailure.of(e, ends);
            throw new IOException(clock.passed() ? "i/o timeout" : reason, e);
        }
    }

    private String overUnixSocket(String path, Duration deadline) {
        try (Deadline clock = new Deadline(deadline, timer());
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            clock.guard(channel);
            channel.connect(UnixDomainSocketAddress.of(Path.of(path)));
            return overChannel(channel, clock);
        } catch (IOException | InvalidPathException e) {
            throw new JmException(NOBODY_THERE, e);
        }
    }

    private static String overChannel(SocketChannel channel, Deadline clock) {
        try {
            HttpCall call = new HttpCall(Channels.newInputStream(channel), Channels.newOutputStream(channel));
            return VersionAnswer.of(call.get("docker", VERSION_PATH));
        } catch (IOException e) {
            throw new JmException(
                    "Get \"http://unix.sock" + TOLD_PATH + "\": "
                            + (clock.passed() ? "i/o timeout" : TlsFailure.of(e, "unix.sock")),
                    e);
        }
    }
}
